package io.portolan.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request without the parts that only HTTP cares about. */
record Request(String method, MultiMap headers, MultiMap query, Buffer body) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,8}");

    /** The body as the object to store; none is an empty one. */
    JsonObject object() {
        if (body.length() == 0) {
            return new JsonObject();
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException notAnObject) {
            throw Rejection.invalid("The body could not be read (expected: a JSON object)");
        }
    }

    /** How many objects a list may hold. */
    int limit() {
        String limit = query.get("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!POSITIVE.matcher(limit).matches()) {
            throw Rejection.invalid("Invalid 'limit' (expected: 1 to " + MAX_LIMIT + ")");
        }
        return Math.min(Integer.parseInt(limit), MAX_LIMIT);
    }

    /** The id after which a list begins; null for the beginning. */
    @Nullable
    String after() {
        return query.get("after");
    }

    /** The state all objects of a list must be in; null for any. */
    @Nullable
    String status() {
        return query.get("status");
    }
}
