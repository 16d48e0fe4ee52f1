package io.portolan.bus.wire;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.QueryPair;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.expr.Value;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final Function<ByteStream, Reference> streams;

    /** For frames that hold no streams. */
    FrameWriter(Buffer out) {
        this(out, stream -> {
            throw new MalformedFrameException("a stream");
        });
    }

    /** @param streams what is to stand for a stream */
    FrameWriter(Buffer out, Function<ByteStream, Reference> streams) {
        this.out = out;
        this.streams = streams;
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

    /** As one, copied once. */
    void bytes(List<Buffer> chunks, int length) {
        number(length);
        int position = out.length();
        if (length > 0) {
            // Grows the frame to its size at once.
            out.setByte(position + length - 1, (byte) 0);
        }
        for (Buffer chunk : chunks) {
            out.setBuffer(position, chunk);
            position += chunk.length();
        }
    }

    void fields(MultiMap fields) {
        List<Map.Entry<String, String>> entries = fields.entries();
        number(entries.size());
        for (Map.Entry<String, String> field : entries) {
            text(field.getKey());
            text(field.getValue());
        }
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
            case Body.Streamed streamed -> {
                octet(2);
                reference(streams.apply(streamed.stream()));
            }
        }
    }

    private void reference(Reference stream) {
        text(stream.inbox());
        number(stream.stream());
        fixed(stream.length());
        number(stream.patience());
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
