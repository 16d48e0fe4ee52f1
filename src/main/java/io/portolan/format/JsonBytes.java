package io.portolan.format;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of JSON text in UTF-8. */
public final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    public JsonBytes(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    /** The text as a JSON string, quotes included. */
    public static String quoted(String text) {
        return new JsonBytes(text.length() + 2).string(text).toString();
    }

    /** Appends what is JSON already. */
    public JsonBytes raw(String json) {
        return raw(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends what is JSON already. */
    public JsonBytes raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** Appends what is JSON already. */
    public JsonBytes raw(Buffer json) {
        reserve(json.length());
        json.getBytes(bytes, length);
        length += json.length();
        return this;
    }

    /** Appends a JSON string. */
    public JsonBytes string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a JSON string made of UTF-8. */
    public JsonBytes string(byte[] utf8) {
        reserve(utf8.length + 2);
        bytes[length++] = '"';
        int from = 0;
        for (int at = 0; at < utf8.length; at++) {
            byte next = utf8[at];
            if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
                run(utf8, from, at);
                escape(next);
                from = at + 1;
            }
        }
        run(utf8, from, utf8.length);
        reserve(1);
        bytes[length++] = '"';
        return this;
    }

    public Buffer toBuffer() {
        return Buffer.buffer(length).appendBytes(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void run(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    private void escape(byte character) {
        reserve(6);
        bytes[length++] = '\\';
        switch (character) {
            case '"', '\\' -> bytes[length++] = character;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[character >> 4];
                bytes[length++] = HEX[character & 15];
            }
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
