package io.portolan.mcp.part;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a place for what follows a part of an answer, and says by which URI it is read. */
public interface Rest {

    /** Whether the answer is there for the asking once more. */
    boolean asksAgain();

    /** The URI of what follows a mark, for which is asked again. */
    String again(Mark mark);

    /**
     * Keeps what follows.
     *
     * @param parts of it
     * @param mark where they begin
     * @return the URI of the first of them; null when there is none, or nowhere to put them
     */
    @Nullable
    String kept(List<Buffer> parts, Mark mark);
}
