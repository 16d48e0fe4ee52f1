package io.portolan.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986 2.1) of UTF-8, one component at a time. */
final class Percent {

    /**
     * Decodes a part of the text; a plus stays a plus.
     *
     * @return null when an escape is cut or not hexadecimal, when the bytes are not UTF-8, or when a character stands
     *     there that had to be escaped
     */
    static @Nullable String decode(String text, int from, int to) {
        int escape = from;
        while (escape < to && text.charAt(escape) != '%') {
            if (!plain(text.charAt(escape++))) {
                return null;
            }
        }
        return escape == to ? text.substring(from, to) : decodeEscapes(text, from, to);
    }

    /** Decodes one name or value of a query, where a plus is a space (WHATWG URL, 5.1). */
    static @Nullable String decodeQuery(String query, int from, int to) {
        int plus = query.indexOf('+', from);
        return plus < 0 || plus >= to
                ? decode(query, from, to)
                : decode(query.substring(from, to).replace("+", "%20"));
    }

    /** Appends the text so that it stays one path segment. */
    static void encode(String text, StringBuilder target) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (unreserved(octet)) {
                target.append((char) octet);
            } else {
                target.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
    }

    private static @Nullable String decode(String text) {
        return decode(text, 0, text.length());
    }

    private static @Nullable String decodeEscapes(String text, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c != '%') {
                if (!plain(c)) {
                    return null;
                }
                bytes[length++] = (byte) c;
                continue;
            }
            if (at + 2 >= to || !hex(text.charAt(at + 1)) || !hex(text.charAt(at + 2))) {
                return null;
            }
            bytes[length++] = (byte) HexFormat.fromHexDigits(text, at + 1, at + 3);
            at += 2;
        }
        return utf8(bytes, length);
    }

    private static @Nullable String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static boolean plain(char c) {
        return c > ' ' && c < 0x7F;
    }

    private static boolean hex(char c) {
        return HexFormat.isHexDigit(c);
    }

    private static boolean unreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }

    private Percent() {}
}
