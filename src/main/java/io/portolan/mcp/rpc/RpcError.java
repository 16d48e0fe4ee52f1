package io.portolan.mcp.rpc;

import io.portolan.format.JsonBytes;
import io.portolan.format.Quote;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error and the HTTP status it travels with.
 *
 * @param status for a revision without handshake; older ones get errors of method and parameters with 200
 * @param data JSON text; null when the message says it all
 */
public record RpcError(
        int status, int code, String message, @Nullable String data) {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int HEADER_MISMATCH = -32020;
    public static final int UNSUPPORTED_VERSION = -32022;

    /** Up to 2025-11-25 only. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    public static RpcError notJson(String why) {
        return new RpcError(400, PARSE_ERROR, "the body is not JSON: " + why, null);
    }

    public static RpcError invalidRequest(String why) {
        return new RpcError(400, INVALID_REQUEST, why, null);
    }

    public static RpcError incompleteMeta(String why) {
        return new RpcError(400, INVALID_PARAMS, why, null);
    }

    public static RpcError headerMismatch(String why) {
        return new RpcError(400, HEADER_MISMATCH, why, null);
    }

    /**
     * The version a client names is none of ours.
     *
     * @param expected what would have been understood there
     */
    public static RpcError unsupportedVersion(String requested, String expected) {
        String supported = Revision.modernOnes().stream()
                .map(revision -> JsonBytes.quoted(revision.text()))
                .collect(Collectors.joining(","));
        return new RpcError(
                400,
                UNSUPPORTED_VERSION,
                "protocol version " + Quote.of(requested) + " is not spoken here (expected: " + expected + ")",
                "{\"supported\":[" + supported + "],\"requested\":" + JsonBytes.quoted(requested) + "}");
    }

    public static RpcError methodNotFound(Revision revision, String method) {
        return new RpcError(
                revision.modern() ? 404 : 200,
                METHOD_NOT_FOUND,
                "method " + Quote.of(method) + " is not offered for protocol version " + revision.text(),
                null);
    }

    public static RpcError invalidParams(String why) {
        return new RpcError(200, INVALID_PARAMS, why, null);
    }

    public static RpcError resourceNotFound(Revision revision, String uri) {
        return new RpcError(
                200,
                revision.modern() ? INVALID_PARAMS : RESOURCE_NOT_FOUND,
                "no resource " + Quote.of(uri) + " (expected: one that resources/list or a template names)",
                "{\"uri\":" + JsonBytes.quoted(uri) + "}");
    }

    public static RpcError internal(String why) {
        return new RpcError(200, INTERNAL_ERROR, why, null);
    }
}
