package io.portolan.mcp.answer;

import org.jspecify.annotations.Nullable;

/** Finds a place for what follows a part of an answer. */
@FunctionalInterface
public interface Rest {

    /**
     * The URI of a resource that is what follows a part.
     *
     * @param pieces the answer
     * @param part the part that is given now
     * @return null when there is nowhere to put it
     */
    @Nullable
    String uri(Pieces pieces, Piece part);
}
