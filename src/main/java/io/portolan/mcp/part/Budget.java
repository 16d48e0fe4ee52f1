package io.portolan.mcp.part;

import io.portolan.options.Size;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer may be in one piece.
 *
 * @param bytes of JSON or text
 * @param whole the largest answer that is read as a whole
 * @param rest finds a place for what is more
 */
public record Budget(int bytes, long whole, Rest rest) {

    /** @param part larger than a whole it cannot be */
    public Budget(Size part, Size whole, Rest rest) {
        this((int) Math.min(part.bytes(), Math.min(whole.bytes(), Integer.MAX_VALUE / 8)), whole.bytes(), rest);
    }

    /**
     * The URI of what follows a part; null when it cannot be read.
     *
     * @param fine whether the answer was no failure: one that was is not asked for again
     * @param parts what follows, as far as it was read
     */
    public @Nullable String follow(boolean fine, Mark mark, Supplier<List<Buffer>> parts) {
        return again(fine) ? rest.again(mark) : rest.kept(parts.get(), mark);
    }

    /** Whether what follows is read by asking again, so that none of it is needed now. */
    public boolean again(boolean fine) {
        return fine && rest.asksAgain();
    }
}
