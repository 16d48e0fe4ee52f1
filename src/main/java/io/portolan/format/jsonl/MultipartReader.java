package io.portolan.format.jsonl;

import io.portolan.format.MalformedContentException;
import java.nio.charset.StandardCharsets;

/**
 * Takes a {@code multipart/form-data} body (RFC 7578) apart as it passes by, wherever it is cut; of the parts themselves
 * nothing is kept. What could be read in two ways is refused.
 */
final class MultipartReader {

    private static final int LONGEST_HEAD = 16 * 1024;

    /** Gets the parts, one after another. */
    interface Parts {

        /** One begins. */
        void begin(PartHead head);

        /** Bytes of it that come next. */
        void take(byte[] bytes, int from, int to);

        /** It has all its bytes. */
        void end();
    }

    private enum State {
        PREAMBLE,
        CONTENT,
        DELIMITER_END,
        PADDING,
        LINE_END,
        CLOSE,
        HEAD,
        EPILOGUE
    }

    private final Parts parts;
    private final byte[] delimiter;
    private final StringBuilder head = new StringBuilder();
    private State state = State.PREAMBLE;
    // The first delimiter may stand at the very beginning, where no line has ended.
    private int matched = 2;

    MultipartReader(String boundary, Parts parts) {
        this.parts = parts;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Takes the bytes that come next.
     *
     * @throws MalformedContentException after which no more are to come
     */
    void take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && state != State.EPILOGUE) {
            at = state == State.PREAMBLE || state == State.CONTENT ? content(bytes, at, to) : step(bytes, at);
        }
    }

    /**
     * The body ends.
     *
     * @throws MalformedContentException when it may not
     */
    void end() {
        if (state != State.EPILOGUE) {
            throw new MalformedContentException("the body ends before its last boundary");
        }
    }

    /** A delimiter has only one carriage return, its first byte, so that one can begin nowhere within another. */
    private int content(byte[] bytes, int from, int to) {
        int held = matched;
        int at = from;
        while (at < to) {
            if (bytes[at] == delimiter[matched]) {
                at++;
                matched++;
                if (matched == delimiter.length) {
                    give(bytes, from, at - matched);
                    endPart();
                    return at;
                }
            } else if (matched == 0) {
                at = carriageReturn(bytes, at, to);
            } else {
                if (at - matched < from) {
                    give(delimiter, 0, held);
                }
                matched = 0;
            }
        }
        give(bytes, from, at - matched);
        return at;
    }

    private static int carriageReturn(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private void give(byte[] bytes, int from, int to) {
        if (from < to && state == State.CONTENT) {
            parts.take(bytes, from, to);
        }
    }

    private void endPart() {
        matched = 0;
        if (state == State.CONTENT) {
            parts.end();
        }
        state = State.DELIMITER_END;
    }

    private int step(byte[] bytes, int at) {
        byte b = bytes[at];
        state = switch (state) {
            case DELIMITER_END -> b == '-' ? State.CLOSE : padding(b);
            case PADDING -> padding(b);
            case LINE_END -> expected(b == '\n', State.HEAD);
            case CLOSE -> expected(b == '-', State.EPILOGUE);
            case HEAD -> head(b);
            case PREAMBLE, CONTENT, EPILOGUE -> state;
        };
        return at + 1;
    }

    /** White space may follow a boundary on its line (RFC 2046 5.1.1). */
    private static State padding(byte b) {
        return b == ' ' || b == '\t' ? State.PADDING : expected(b == '\r', State.LINE_END);
    }

    private static State expected(boolean sound, State next) {
        if (!sound) {
            throw new MalformedContentException("a boundary with more on its line");
        }
        return next;
    }

    private State head(byte b) {
        head.append((char) (b & 0xFF));
        int length = head.length();
        if (length > LONGEST_HEAD) {
            throw new MalformedContentException("the headers of a part are longer than " + LONGEST_HEAD + " bytes");
        }
        boolean over = b == '\n' && (head.indexOf("\r\n\r\n", length - 4) >= 0 || head.indexOf("\r\n") == 0);
        if (!over) {
            return State.HEAD;
        }
        parts.begin(PartHead.read(head.toString()));
        head.setLength(0);
        return State.CONTENT;
    }
}
