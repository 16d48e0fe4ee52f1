package io.portolan.mcp.part;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.format.MediaTypes;

/**
 * How much of a body is read.
 *
 * @param skip so many bytes are passed over first
 * @param most so many are read then, unless the body ends before; more are not waited for
 * @param worth what it is good for when no more comes
 */
public record Reach(long skip, long most, Worth worth) {

    /** What the beginning of a body is good for. */
    public enum Worth {
        /** Nothing. */
        NONE,
        /** It will do when the body goes on for longer than a call may take. */
        IN_TIME,
        /** It will do, whatever keeps the rest from coming. */
        ANY
    }

    /** Nothing is read. */
    public static final Reach NONE = new Reach(0, 0, Worth.NONE);

    /** All of it, or nothing but its beginning when it is too long for that. */
    public static Reach whole(long most) {
        return new Reach(0, most, Worth.NONE);
    }

    /**
     * What of an answer is worth reading.
     *
     * @param text the largest text that is given as a whole
     * @param binary the same of what is no text
     */
    public static Reach of(Result answer, Budget budget, long text, long binary) {
        String type = answer.contentType();
        long length = length(answer);
        if (MediaTypes.isEventStream(type)) {
            return new Reach(0, budget.bytes(), Worth.ANY);
        }
        boolean json = MediaTypes.isJson(type);
        boolean characters = MediaTypes.isText(type) && !Form.encoded(answer);
        boolean document = json || (type != null && MediaTypes.is(type, "multipart/mixed"));
        long most = Math.min(budget.whole(), document ? budget.whole() : characters ? text : binary);
        Worth worth = characters && !json && length < 0 ? Worth.IN_TIME : Worth.NONE;
        if (!budget.again(answer.status() / 100 == 2)) {
            return new Reach(0, budget.whole(), worth);
        }
        if (length <= most) {
            return new Reach(0, most, worth);
        }
        return characters || type == null ? new Reach(0, budget.bytes(), Worth.NONE) : NONE;
    }

    /** Of the body; negative when only its end tells. */
    public static long length(Result answer) {
        return switch (answer.body()) {
            case Body.Whole whole -> whole.bytes().length();
            case Body.Streamed streamed -> streamed.stream().length();
        };
    }
}
