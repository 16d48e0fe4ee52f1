package io.portolan.bus;

import io.vertx.core.json.JsonObject;

/**
 * How far a call has come.
 *
 * @param done steps, a part of one counted as a fraction; grows from one to the next
 * @param total steps there are
 * @param message what was done last
 */
public record Progress(double done, int total, String message) {

    JsonObject message(String requestId) {
        return new JsonObject()
                .put("requestId", requestId)
                .put("done", done)
                .put("total", total)
                .put("message", message);
    }

    static Progress of(JsonObject message) {
        return new Progress(message.getDouble("done"), message.getInteger("total"), message.getString("message"));
    }
}
