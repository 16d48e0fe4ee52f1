package io.portolan.mcp.rpc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A value of the body that a header repeats, so that a gateway can route without reading the body. */
public final class MirroredValue {

    private static final String OPENING = "=?base64?";
    private static final String CLOSING = "?=";

    /** Longer than any integer that systems agree on. */
    private static final int LONGEST_NUMBER = 100;

    /**
     * Whether a header repeats a value of the body: as it is, or as {@code =?base64?<UTF-8>?=}. Padding is due, and text
     * that lacks one of the markers is taken as it is (2026-07-28, Value Encoding).
     */
    public static boolean matches(String header, String value) {
        if (!encoded(header)) {
            return header.equals(value);
        }
        String base64 = header.substring(OPENING.length(), header.length() - CLOSING.length());
        // Comparing the encoded form takes the one right spelling only; a decoder would let missing padding pass.
        return base64.equals(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for numbers, which may be spelled in more than one way. */
    public static boolean matchesNumber(String header, String value) {
        String text = encoded(header) ? decoded(header) : header;
        if (text == null || text.length() > LONGEST_NUMBER || value.length() > LONGEST_NUMBER) {
            return text != null && text.equals(value);
        }
        try {
            return new BigDecimal(text).compareTo(new BigDecimal(value)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static @Nullable String decoded(String header) {
        String base64 = header.substring(OPENING.length(), header.length() - CLOSING.length());
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return base64.length() % 4 == 0
                    ? StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                    : null;
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return null;
        }
    }

    private static boolean encoded(String header) {
        return header.length() >= OPENING.length() + CLOSING.length()
                && header.startsWith(OPENING)
                && header.endsWith(CLOSING);
    }

    private MirroredValue() {}
}
