package io.portolan.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.Serial;
import java.util.Map;

/** The sandbox says no, the way vendors do. Carries no stack trace: a caller's mistake is not ours. */
final class Rejection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Rejection(int status, String type, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        JsonObject error =
                new JsonObject().put("message", message).put("type", type).put("code", code);
        this.answer = Answer.json(status, new JsonObject().put("error", error)).with(headers);
    }

    static Rejection invalid(String message) {
        return new Rejection(400, "invalid_request_error", "invalid_request", message, Map.of());
    }

    static Rejection unauthenticated(String challenge) {
        String message = "No valid credential (expected: the one this sandbox was started with)";
        return new Rejection(
                401, "authentication_error", "invalid_api_key", message, Map.of("WWW-Authenticate", challenge));
    }

    static Rejection unknownObject(Leg leg, String id) {
        String hint = leg.stocked() ? " (the sandbox has '" + leg.firstId() + "')" : "";
        String message = "No such " + leg.noun() + ": '" + id + "'" + hint;
        return new Rejection(404, "invalid_request_error", "not_found", message, Map.of());
    }

    static Rejection unknownPath(String method, String path) {
        return new Rejection(
                404, "invalid_request_error", "unknown_url", "Unknown URL: " + method + " " + path, Map.of());
    }

    static Rejection wrongMethod(String method, String allowed) {
        String message = "Method " + method + " is not allowed here (expected: " + allowed + ")";
        return new Rejection(405, "invalid_request_error", "method_not_allowed", message, Map.of("Allow", allowed));
    }

    static Rejection tooLarge(long limit) {
        String message = "The body is too large (expected: at most " + limit + " bytes)";
        return new Rejection(413, "invalid_request_error", "request_too_large", message, Map.of());
    }

    static Rejection broken() {
        return new Rejection(500, "server_error", "internal_error", "The sandbox failed", Map.of());
    }

    Answer answer() {
        return answer;
    }
}
