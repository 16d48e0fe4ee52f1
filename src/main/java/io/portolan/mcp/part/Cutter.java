package io.portolan.mcp.part;

import io.portolan.format.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts what was read of an answer where it hurts least. */
public final class Cutter {

    /** In which a byte that looks like a line's end is one. */
    private static final Set<Charset> LINES =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

    private final Form form;
    private final Charset charset;
    private final byte[] read;
    private final boolean all;

    /**
     * For one answer.
     *
     * @param mediaType names the charset of a text
     * @param read what was read of it
     * @param all whether nothing follows that
     */
    public Cutter(Form form, String mediaType, byte[] read, boolean all) {
        this.form = form;
        this.charset = Charsets.of(mediaType);
        this.read = read;
        this.all = all;
    }

    /** The part that an answer begins with; empty where a part is no use to anybody. */
    public Cut first(int budget) {
        return switch (form) {
            case BYTES -> new Cut(form, Buffer.buffer(), 0, 0, false);
            case TEXT, ELEMENTS -> text(0, budget);
            case LIST -> {
                Cut list = list(bracket(read) + 1, budget);
                yield list == null ? text(0, budget) : list;
            }
        };
    }

    /** The part that begins at a place of what was read; a list that cannot be cut there goes on as text. */
    public Cut next(int from, int budget) {
        return next(form, from, budget);
    }

    /** All that was read from a place on. */
    public List<Buffer> parts(int from, Form form, int budget) {
        List<Buffer> parts = new ArrayList<>();
        Form next = form;
        int at = from;
        while (at < read.length) {
            Cut cut = next(next, at, budget);
            if (cut.to() == at) {
                break; // The beginning of a character whose end was not read.
            }
            parts.add(cut.content());
            next = cut.form();
            at = cut.last() ? read.length : cut.to();
        }
        return parts;
    }

    private Cut next(Form form, int from, int budget) {
        return switch (form) {
            case BYTES -> {
                int to = Math.min(read.length, from + budget);
                yield new Cut(form, Buffer.buffer(Arrays.copyOfRange(read, from, to)), to, 0, all && to == read.length);
            }
            case TEXT, ELEMENTS -> text(from, budget);
            case LIST -> {
                Cut list = list(from, budget);
                yield list == null ? text(from, budget) : list;
            }
        };
    }

    private Cut text(int from, int budget) {
        int end = Math.min(read.length, from + budget);
        boolean last = all && end == read.length;
        int to = last ? end : line(from, end);
        ByteBuffer in = ByteBuffer.wrap(read, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from + 2);
        // What is no text of its charset becomes U+FFFD; the beginning of a character is left to the next part.
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(in, out, last);
        return new Cut(Form.TEXT, Buffer.buffer(out.flip().toString()), in.position(), 0, last);
    }

    /** Behind the last line in the second half; else where it was to end. */
    private int line(int from, int end) {
        if (LINES.contains(charset)) {
            for (int at = end - 1; at >= from + (end - from) / 2; at--) {
                if (read[at] == '\n') {
                    return at + 1;
                }
            }
        }
        return end;
    }

    /** As many elements as fit; null when that is none. */
    private @Nullable Cut list(int from, int budget) {
        Elements elements = Elements.scan(read, from, Math.min(read.length, from + Math.max(0, budget - 2)));
        if (elements.count() == 0) {
            return null;
        }
        Buffer part = Buffer.buffer(elements.end() - from + 2)
                .appendByte((byte) '[')
                .appendBytes(read, from, elements.end() - from)
                .appendByte((byte) ']');
        boolean sound = JsonSyntax.check(part) instanceof JsonSyntax.Sound;
        return sound ? new Cut(Form.LIST, part, elements.next(), elements.count(), elements.closed()) : null;
    }

    /** Where a list opens; -1 when it is something else. */
    static int bracket(byte[] json) {
        int at = 0;
        while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return at < json.length && json[at] == '[' ? at : -1;
    }
}
