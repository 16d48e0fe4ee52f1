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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FrameWriter} wrote. Never trusts a length: whatever is announced must lie within the frame before
 * anything is allocated for it.
 */
final class FrameReader {

    private final Buffer in;
    private final Function<Reference, ByteStream> streams;
    private int position;

    /** For frames that hold no streams. */
    FrameReader(Buffer in) {
        this(in, stream -> {
            throw new MalformedFrameException("a stream");
        });
    }

    /** @param streams what fetches the stream that something stands for */
    FrameReader(Buffer in, Function<Reference, ByteStream> streams) {
        this.in = in;
        this.streams = streams;
    }

    int octet() {
        require(1);
        return in.getUnsignedByte(position++);
    }

    long fixed() {
        require(Long.BYTES);
        long value = in.getLong(position);
        position += Long.BYTES;
        return value;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new MalformedFrameException("a number has too many digits at byte " + position);
    }

    @Nullable
    Long nullableFixed() {
        int form = octet();
        return switch (form) {
            case 0 -> null;
            case 1 -> fixed();
            default -> throw unknown("number", form);
        };
    }

    String text() {
        String text = nullableText();
        if (text == null) {
            throw new MalformedFrameException("a text is missing at byte " + position);
        }
        return text;
    }

    @Nullable
    String nullableText() {
        int form = octet();
        return switch (form) {
            case 0 -> null;
            case FrameWriter.NARROW -> narrow(length(1));
            case FrameWriter.WIDE -> wide(length(Short.BYTES));
            default -> throw unknown("text", form);
        };
    }

    /** Shares the frame's memory. */
    Buffer bytes() {
        int length = length(1);
        Buffer bytes = in.slice(position, position + length);
        position += length;
        return bytes;
    }

    List<Header> headers() {
        return list(() -> new Header(text(), text()));
    }

    MultiMap fields() {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        list(() -> fields.add(text(), text()));
        return fields;
    }

    List<QueryPair> query() {
        return list(() -> new QueryPair(text(), nullableText()));
    }

    @Nullable
    Body body() {
        int form = octet();
        return switch (form) {
            case 0 -> null;
            case 1 -> new Body.Whole(bytes());
            case 2 -> new Body.Streamed(streams.apply(new Reference(text(), number(), fixed(), number())));
            default -> throw unknown("body", form);
        };
    }

    @Nullable
    Value value() {
        int form = octet();
        return switch (form) {
            case 0 -> null;
            case 1 -> new Value.Text(text());
            case 2 -> new Value.Json(bytes());
            case 3 -> new Value.Literal(text());
            default -> throw unknown("value", form);
        };
    }

    <T extends @Nullable Object> List<T> list(Supplier<T> item) {
        // Every item takes at least one byte, so a count that is too large is found before memory is taken for it.
        int count = length(1);
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    /** The constant of this name, as frames spell constants. */
    <E extends Enum<E>> E constant(Class<E> type) {
        String name = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new MalformedFrameException("unknown " + type.getSimpleName() + " '" + name + "'");
    }

    void end() {
        if (position != in.length()) {
            throw new MalformedFrameException((in.length() - position) + " bytes too many");
        }
    }

    private String narrow(int length) {
        String text = in.getString(position, position + length, StandardCharsets.UTF_8.name());
        position += length;
        return text;
    }

    private String wide(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) in.getShort(position));
            position += Short.BYTES;
        }
        return text.toString();
    }

    private int length(int unit) {
        long count = number();
        if (count < 0 || count > (in.length() - position) / unit) {
            throw new MalformedFrameException("the frame is cut at byte " + position);
        }
        return (int) count;
    }

    private void require(int bytes) {
        if (in.length() - position < bytes) {
            throw new MalformedFrameException("the frame is cut at byte " + position);
        }
    }

    private MalformedFrameException unknown(String what, int form) {
        return new MalformedFrameException("unknown form " + form + " of a " + what + " at byte " + position);
    }
}
