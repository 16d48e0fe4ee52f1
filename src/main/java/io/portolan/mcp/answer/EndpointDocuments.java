package io.portolan.mcp.answer;

import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpTool;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an endpoint says about itself, encoded once at start: only the id of a request is still to be put in. */
public final class EndpointDocuments {

    /** The list changes only with the files, and there are no notifications of a change: so, how stale it may be. */
    private static final Duration TTL = Duration.ofMinutes(1);

    private static final String CAPABILITIES = "{\"tools\":{}}";

    private final String serverInfo;
    private final String instructions;
    private final byte[] legacyEnd = utf8("}}");
    private final byte[] modernEnd;
    private final byte[] legacyTools;
    private final byte[] modernTools;
    private final byte[] discovery;

    /** @param guarded whether what is seen depends on who looks, so that no cache may share it */
    public EndpointDocuments(McpEndpoint endpoint, boolean guarded, String version) {
        String cache = ",\"ttlMs\":" + TTL.toMillis() + ",\"cacheScope\":\"" + (guarded ? "private" : "public") + "\"";
        serverInfo =
                "{\"name\":" + JsonBytes.quoted(endpoint.name()) + ",\"version\":" + JsonBytes.quoted(version) + "}";
        instructions = member("instructions", endpoint.instructions());
        String end =
                ",\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":" + serverInfo + "}}}";
        modernEnd = utf8(end);
        String tools = "{\"tools\":["
                + endpoint.tools().entrySet().stream()
                        .map(EndpointDocuments::tool)
                        .collect(Collectors.joining(","))
                + "]";
        legacyTools = utf8(tools + "}}");
        modernTools = utf8(tools + cache + end);
        String supported = Revision.modernOnes().stream()
                .map(revision -> JsonBytes.quoted(revision.text()))
                .collect(Collectors.joining(","));
        discovery = utf8("{\"supportedVersions\":[" + supported + "],\"capabilities\":" + CAPABILITIES + instructions
                + cache + end);
    }

    public Reply discovery(Buffer id) {
        return reply(id, discovery);
    }

    public Reply tools(Buffer id, Revision revision) {
        return reply(id, revision.modern() ? modernTools : legacyTools);
    }

    /** The answer to a handshake: the revision that was asked for, if it has one and is spoken here. */
    public Reply initialization(Buffer id, @Nullable Revision asked) {
        Revision agreed = asked == null || asked.modern() ? Revision.NEWEST_LEGACY : asked;
        return reply(
                id,
                utf8("{\"protocolVersion\":" + JsonBytes.quoted(agreed.text()) + ",\"capabilities\":" + CAPABILITIES
                        + ",\"serverInfo\":" + serverInfo + instructions + "}}"));
    }

    /** The answer of a method that only has to be acknowledged. */
    public Reply acknowledgement(Buffer id) {
        return reply(id, utf8("{}}"));
    }

    /**
     * An error response.
     *
     * @param id null when it could not be read
     */
    public Reply error(@Nullable Buffer id, RpcError error) {
        JsonBytes out = new JsonBytes(256).raw("{\"jsonrpc\":\"2.0\"");
        if (id != null) {
            out.raw(",\"id\":").raw(id);
        }
        out.raw(",\"error\":{\"code\":" + error.code() + ",\"message\":").string(error.message());
        out.raw(error.data() == null ? "" : ",\"data\":" + error.data());
        return new Reply(error.status(), out.raw("}}").toBuffer());
    }

    /** Everything of a response before its result. */
    public static JsonBytes begin(int capacity, Buffer id) {
        return new JsonBytes(capacity)
                .raw("{\"jsonrpc\":\"2.0\",\"id\":")
                .raw(id)
                .raw(",\"result\":");
    }

    /** What every result ends with, the closing braces of result and response included. */
    public byte[] resultEnd(Revision revision) {
        return revision.modern() ? modernEnd : legacyEnd;
    }

    private static Reply reply(Buffer id, byte[] rest) {
        return new Reply(
                200, begin(rest.length + id.length() + 64, id).raw(rest).toBuffer());
    }

    private static String tool(Map.Entry<String, McpTool> entry) {
        McpTool tool = entry.getValue();
        return "{\"name\":" + JsonBytes.quoted(entry.getKey())
                + member("title", tool.title())
                + member("description", tool.description())
                + ",\"inputSchema\":" + tool.inputSchema()
                + annotations(tool.title(), tool.hints())
                + "}";
    }

    private static String annotations(@Nullable String title, McpTool.Hints hints) {
        String all = member("title", title)
                + member("readOnlyHint", hints.readOnly())
                + member("destructiveHint", hints.destructive())
                + member("idempotentHint", hints.idempotent())
                + member("openWorldHint", hints.openWorld());
        return all.isEmpty() ? "" : ",\"annotations\":{" + all.substring(1) + "}";
    }

    private static String member(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":" + JsonBytes.quoted(value);
    }

    private static String member(String name, @Nullable Boolean value) {
        return value == null ? "" : ",\"" + name + "\":" + value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
