package io.portolan.mcp.answer;

import org.jspecify.annotations.Nullable;

/** An answer in parts: JSON by elements of a list where that can be done, anything else by bytes. */
public final class Pieces {

    private final ToolAnswer whole;
    private final @Nullable JsonList list;
    private final int budget;

    private Pieces(ToolAnswer whole, @Nullable JsonList list, int budget) {
        this.whole = whole;
        this.list = list;
        this.budget = budget;
    }

    /** @param budget bytes of a part */
    static Pieces of(ToolAnswer whole, int budget) {
        JsonList list = whole.isJson() ? JsonList.of(whole.bytes()) : null;
        return new Pieces(whole, list != null && list.fits(budget) ? list : null, budget);
    }

    public ToolAnswer whole() {
        return whole;
    }

    Piece.Unit unit() {
        return list == null ? Piece.Unit.BYTES : Piece.Unit.ELEMENTS;
    }

    /** The part that begins at a place. */
    public Piece from(int place) {
        if (list != null) {
            return list.piece(place, budget);
        }
        return whole.isText()
                ? Piece.ofText(whole.bytes(), place, budget)
                : Piece.ofBytes(whole.bytes(), place, budget);
    }
}
