package io.portolan.mcp.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A value of the body that a header repeats, so that a gateway can route without reading the body. */
public final class MirroredValue {

    private static final String OPENING = "=?base64?";
    private static final String CLOSING = "?=";

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

    private static boolean encoded(String header) {
        return header.length() >= OPENING.length() + CLOSING.length()
                && header.startsWith(OPENING)
                && header.endsWith(CLOSING);
    }

    private MirroredValue() {}
}
