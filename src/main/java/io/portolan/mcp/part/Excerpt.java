package io.portolan.mcp.part;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the body of an answer.
 *
 * @param answer its body is not to be looked at any more
 * @param bytes that were read
 * @param from where in the body they begin
 * @param length of the body; negative when nobody knows
 * @param ended whether nothing follows
 * @param broken why no more came, in a sentence; null where no more was asked for
 */
public record Excerpt(
        Result answer,
        Buffer bytes,
        long from,
        long length,
        boolean ended,
        @Nullable String broken) {

    /** All of an answer that is in memory. */
    public static Excerpt of(Result answer) {
        Buffer bytes = Body.whole(answer.body());
        return new Excerpt(answer, bytes, 0, bytes.length(), true, null);
    }

    /** As much as is wanted of an answer that is in memory. */
    public static Excerpt of(Result answer, Reach reach) {
        Buffer bytes = Body.whole(answer.body());
        int from = (int) Math.min(reach.skip(), bytes.length());
        int to = (int) Math.min(from + reach.most(), bytes.length());
        return new Excerpt(answer, bytes.slice(from, to), reach.skip(), bytes.length(), to == bytes.length(), null);
    }

    /** The answer with all of its body; null when it was not read as a whole. */
    public @Nullable Result whole() {
        return from == 0 && ended && broken == null
                ? new Result(answer.status(), answer.contentType(), answer.headers(), new Body.Whole(bytes))
                : null;
    }
}
