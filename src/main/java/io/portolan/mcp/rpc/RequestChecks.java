package io.portolan.mcp.rpc;

import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Quote;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is checked of every request before its method is looked at, in the order that reference implementations and the
 * conformance suite share: the earliest failure wins. {@code Mcp-Param-*} headers follow where the tool is known. No tool
 * needs a client that can do more than another.
 */
public final class RequestChecks {

    public static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    public static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

    private static final Set<String> LOG_LEVELS =
            Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    /** What a request speaks, or why it is not served. */
    public sealed interface Outcome {

        record Passed(Revision revision) implements Outcome {}

        record Refused(RpcError error) implements Outcome {}
    }

    /**
     * The body decides which era a request belongs to: one that names its version in {@code _meta} has no handshake.
     *
     * @param headers null where the transport has none, so that nothing repeats the body
     */
    public static Outcome check(Request request, @Nullable McpHeaders headers) {
        Params params = request.params();
        McpHeaders sent = headers == null ? McpHeaders.NONE : headers;
        if (params.metaMember(PROTOCOL_VERSION) == null && !modern(sent.protocolVersion())) {
            return legacy(request, sent);
        }
        RpcError error = headers == null ? null : versionAgreement(params, headers);
        error = error == null ? metaCompleteness(params) : error;
        error = error == null ? versionSupported(params) : error;
        error = error == null && headers != null ? standardHeaders(request, headers) : error;
        return error == null ? new Outcome.Passed(Revision.V2026_07_28) : new Outcome.Refused(error);
    }

    /**
     * The same on a connection that has no headers: one handshake holds for all that follows it there.
     *
     * @param agreed what that handshake settled on
     */
    public static Outcome check(Request request, Handshake agreed) {
        return request.params().metaMember(PROTOCOL_VERSION) == null
                ? new Outcome.Passed(agreed.revision())
                : check(request, (McpHeaders) null);
    }

    /** What is wrong with the headers of a notification, which has no {@code _meta} to agree with; null when nothing is. */
    public static @Nullable RpcError check(McpHeaders headers) {
        String version = headers.protocolVersion();
        return version == null || Revision.named(version) != null
                ? null
                : RpcError.unsupportedVersion(version, Revision.spoken());
    }

    private static Outcome legacy(Request request, McpHeaders headers) {
        // The version is what initialize is about; the header is sent from the next request on.
        if (headers.protocolVersion() == null || request.method().equals("initialize")) {
            return new Outcome.Passed(Revision.ASSUMED);
        }
        Revision revision = Revision.named(headers.protocolVersion());
        return revision == null
                ? new Outcome.Refused(RpcError.unsupportedVersion(headers.protocolVersion(), Revision.spoken()))
                : new Outcome.Passed(revision);
    }

    private static boolean modern(@Nullable String version) {
        Revision revision = Revision.named(version);
        return revision != null && revision.modern();
    }

    private static @Nullable RpcError versionAgreement(Params params, McpHeaders headers) {
        String claimed = string(params.metaMember(PROTOCOL_VERSION));
        if (claimed == null || claimed.equals(headers.protocolVersion())) {
            return null;
        }
        return RpcError.headerMismatch(mismatch(
                "MCP-Protocol-Version", headers.protocolVersion(), "_meta[\"" + PROTOCOL_VERSION + "\"]", claimed));
    }

    private static @Nullable RpcError metaCompleteness(Params params) {
        if (params.meta() == null) {
            return RpcError.incompleteMeta("params._meta: missing or not an object (expected: an object with "
                    + PROTOCOL_VERSION + " and " + CLIENT_CAPABILITIES + ")");
        }
        if (string(params.metaMember(PROTOCOL_VERSION)) == null) {
            return incomplete(PROTOCOL_VERSION, "a string such as " + Revision.V2026_07_28.text());
        }
        JsonMember capabilities = params.metaMember(CLIENT_CAPABILITIES);
        if (capabilities == null || capabilities.kind() != Kind.OBJECT) {
            return incomplete(CLIENT_CAPABILITIES, "an object");
        }
        JsonMember level = params.metaMember(LOG_LEVEL);
        return level == null || (level.string() != null && LOG_LEVELS.contains(level.string()))
                ? null
                : incomplete(LOG_LEVEL, "debug, info, notice, warning, error, critical, alert or emergency");
    }

    private static RpcError incomplete(String key, String expected) {
        return RpcError.incompleteMeta("params._meta[\"" + key + "\"]: missing or wrong (expected: " + expected + ")");
    }

    private static @Nullable RpcError versionSupported(Params params) {
        String claimed = string(params.metaMember(PROTOCOL_VERSION));
        return claimed == null || modern(claimed)
                ? null
                : RpcError.unsupportedVersion(claimed, Revision.V2026_07_28.text());
    }

    private static @Nullable RpcError standardHeaders(Request request, McpHeaders headers) {
        if (!request.method().equals(headers.method())) {
            return RpcError.headerMismatch(mismatch("Mcp-Method", headers.method(), "method", request.method()));
        }
        String member = mirroredMember(request.method());
        String value = member == null ? null : string(request.params().member(member));
        if (value == null || (headers.name() != null && MirroredValue.matches(headers.name(), value))) {
            return null;
        }
        return RpcError.headerMismatch(mismatch("Mcp-Name", headers.name(), "params." + member, value));
    }

    /** The member of params that {@code Mcp-Name} repeats; null where the method has none. */
    private static @Nullable String mirroredMember(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            default -> null;
        };
    }

    private static String mismatch(String header, @Nullable String value, String source, String expected) {
        return "header " + header + ": " + (value == null ? "missing" : Quote.of(value)) + " (expected: "
                + Quote.of(expected) + ", as in " + source + ")";
    }

    private static @Nullable String string(@Nullable JsonMember member) {
        return member == null ? null : member.string();
    }

    private RequestChecks() {}
}
