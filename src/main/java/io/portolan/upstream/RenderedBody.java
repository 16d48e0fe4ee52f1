package io.portolan.upstream;

import io.portolan.bus.Body;
import io.portolan.expr.Value;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, ready to be sent.
 *
 * @param type null for JSON that may go as what the settings want
 */
public record RenderedBody(Body body, @Nullable String type) {

    /** One that is there. */
    public RenderedBody(Buffer bytes, @Nullable String type) {
        this(new Body.Whole(bytes), type);
    }

    /** A value as JSON. */
    public static RenderedBody json(Value value) {
        return new RenderedBody(
                switch (value) {
                    case Value.Text text -> Json.encodeToBuffer(text.text());
                    case Value.Literal literal -> Buffer.buffer(literal.json());
                    case Value.Json json -> json.bytes();
                },
                null);
    }
}
