package io.portolan.mcp.answer;

import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON-RPC notifications about a request, or to one who listens. */
public final class Notifications {

    /** By which a client tells whose message it is when it has several streams. */
    static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";

    /**
     * How far a request has come.
     *
     * @param token the client's, as it was spelled
     * @param total null when nobody knows
     */
    public static Buffer progress(Revision revision, Buffer token, double done, @Nullable Long total, String message) {
        JsonBytes out = begin("progress").raw("\"progressToken\":").raw(token).raw(",\"progress\":" + number(done));
        out.raw(total == null ? "" : ",\"total\":" + total);
        if (revision.knowsProgressMessages()) {
            out.raw(",\"message\":").string(message);
        }
        return out.raw("}}").toBuffer();
    }

    /**
     * The first message to one who listens: what of its wishes is granted.
     *
     * @param listener the id of its request
     */
    public static Buffer acknowledged(Buffer listener, Set<ListKind> kinds, Set<String> uris) {
        List<String> granted = new ArrayList<>();
        kinds.forEach(kind -> granted.add("\"" + kind.word() + "ListChanged\":true"));
        if (!uris.isEmpty()) {
            granted.add(uris.stream()
                    .map(JsonBytes::quoted)
                    .collect(Collectors.joining(",", "\"resourceSubscriptions\":[", "]")));
        }
        return toListener(
                begin("subscriptions/acknowledged").raw("\"notifications\":{" + String.join(",", granted) + "}"),
                ",",
                listener);
    }

    /**
     * Tells one who listens that a list is another now.
     *
     * @param listener null where it is the only one on its connection
     */
    public static Buffer listChanged(@Nullable Buffer listener, ListKind kind) {
        return toListener(begin(kind.word() + "/list_changed"), "", listener);
    }

    /**
     * Tells one who listens that what is at a URI may be another now.
     *
     * @param listener null where it is the only one on its connection
     */
    public static Buffer updated(@Nullable Buffer listener, String uri) {
        return toListener(begin("resources/updated").raw("\"uri\":").string(uri), ",", listener);
    }

    private static Buffer toListener(JsonBytes begun, String comma, @Nullable Buffer listener) {
        if (listener != null) {
            begun.raw(comma + "\"_meta\":{\"" + SUBSCRIPTION_ID + "\":")
                    .raw(listener)
                    .raw("}");
        }
        return begun.raw("}}").toBuffer();
    }

    /** Whole ones without a fraction, as most are. */
    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static JsonBytes begin(String method) {
        return new JsonBytes(256).raw("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + method + "\",\"params\":{");
    }

    private Notifications() {}
}
