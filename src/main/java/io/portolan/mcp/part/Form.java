package io.portolan.mcp.part;

import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.format.MediaTypes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** How a long answer is taken apart. */
public enum Form {
    /** JSON that was read as a whole: by the elements of its longest list, every part being a document by itself. */
    ELEMENTS,
    /** A JSON array of which a part is read at a time: by its elements, every part being an array by itself. */
    LIST,
    /** Characters, at the end of a line if there is one. */
    TEXT,
    /** Anything else. */
    BYTES;

    /** What suits an answer that begins so. */
    public static Form of(Result answer, byte[] beginning) {
        String type = answer.contentType();
        if (encoded(answer)) {
            return BYTES;
        }
        if (type == null) {
            return isUtf8(beginning) ? TEXT : BYTES;
        }
        if (MediaTypes.isJson(type)) {
            return Cutter.bracket(beginning) >= 0 ? LIST : TEXT;
        }
        return MediaTypes.isText(type) ? TEXT : BYTES;
    }

    /** Whether parts are text; if not, they are bytes. */
    public boolean text() {
        return this != BYTES;
    }

    /** Compressed, say: bytes that are none of the media type. */
    static boolean encoded(Result answer) {
        return answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("content-encoding"))
                .map(Header::value)
                .anyMatch(coding -> !coding.equalsIgnoreCase("identity"));
    }

    /** Whether it may be, but for a character that is not all there at the end. */
    private static boolean isUtf8(byte[] beginning) {
        CharBuffer none = CharBuffer.allocate(beginning.length);
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(beginning), none, false)
                .isError();
    }
}
