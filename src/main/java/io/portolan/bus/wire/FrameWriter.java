package io.portolan.bus.wire;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.QueryPair;
import io.portolan.expr.Value;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends the fields of a frame. Lengths and counts are unsigned LEB128 numbers; what may be null or has several forms
 * begins with a byte that says which, 0 for null.
 */
final class FrameWriter {

    /** A text in UTF-8. */
    static final int NARROW = 1;
    /** A text in UTF-16: only a text with a lone surrogate, which UTF-8 cannot carry and a consumer must see to refuse. */
    static final int WIDE = 2;

    private final Buffer out;

    FrameWriter(Buffer out) {
        this.out = out;
    }

    void octet(int value) {
        out.appendByte((byte) value);
    }

    void fixed(long value) {
        out.appendLong(value);
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void nullableFixed(@Nullable Long value) {
        if (value == null) {
            octet(0);
        } else {
            octet(1);
            fixed(value);
        }
    }

    void text(@Nullable String text) {
        if (text == null) {
            octet(0);
        } else if (wellFormed(text)) {
            octet(NARROW);
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } else {
            octet(WIDE);
            number(text.length());
            text.chars().forEach(unit -> out.appendShort((short) unit));
        }
    }

    void bytes(Buffer bytes) {
        number(bytes.length());
        out.appendBuffer(bytes);
    }

    void headers(List<Header> headers) {
        number(headers.size());
        for (Header header : headers) {
            text(header.name());
            text(header.value());
        }
    }

    void query(List<QueryPair> query) {
        number(query.size());
        for (QueryPair pair : query) {
            text(pair.name());
            text(pair.value());
        }
    }

    void body(@Nullable Body body) {
        switch (body) {
            case null -> octet(0);
            case Body.Whole whole -> {
                octet(1);
                bytes(whole.bytes());
            }
        }
    }

    void value(@Nullable Value value) {
        switch (value) {
            case null -> octet(0);
            case Value.Text text -> {
                octet(1);
                text(text.text());
            }
            case Value.Literal literal -> {
                octet(3);
                text(literal.json());
            }
            case Value.Json json -> {
                octet(2);
                bytes(json.bytes());
            }
        }
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        out.appendBytes(bytes);
    }

    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean paired = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
