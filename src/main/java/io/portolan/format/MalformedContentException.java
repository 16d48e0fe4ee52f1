package io.portolan.format;

import java.io.Serial;

/**
 * Bytes that are not what they were taken for. Says where, as far as the reader of the format knows; never holds a
 * part of the content longer than a word.
 */
public final class MalformedContentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With a sentence that ends a longer one: {@code "line 3, column 7: ..."}. */
    public MalformedContentException(String detail) {
        super(detail, null, false, false);
    }

    /** At a place, both numbers counting from 1. */
    public MalformedContentException(long line, long column, String detail) {
        this("line " + line + ", column " + column + ": " + detail);
    }

    /** What is wrong, and where. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
