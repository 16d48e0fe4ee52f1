package io.portolan.format.decode;

import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Characters of a body: by its byte order mark, else by its content type, else UTF-8. */
final class Charsets {

    private static final char MARK = '\uFEFF';

    /**
     * The characters, without a byte order mark.
     *
     * @throws MalformedContentException when the charset is unknown or the bytes do not follow it
     */
    static String text(Buffer bytes, @Nullable String contentType) {
        Charset charset = of(bytes, contentType);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException fault) {
            throw new MalformedContentException("the bytes are not " + charset.name());
        }
    }

    /** The same as UTF-8 bytes. */
    static byte[] utf8(Buffer bytes, @Nullable String contentType) {
        boolean plain = of(bytes, contentType).equals(StandardCharsets.UTF_8) && !startsWith(bytes, 0xEF, 0xBB, 0xBF);
        return plain ? bytes.getBytes() : text(bytes, contentType).getBytes(StandardCharsets.UTF_8);
    }

    /** The charset that a content type names; null when it names none. */
    static @Nullable Charset named(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        for (String parameter : contentType.split(";", 20)) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().toLowerCase(Locale.ROOT).equals("charset")) {
                return charset(pair[1].strip().replace("\"", "").replace("'", ""));
            }
        }
        return null;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new MalformedContentException("unknown charset " + Quote.of(name));
        }
    }

    private static Charset of(Buffer bytes, @Nullable String contentType) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        Charset named = named(contentType);
        return named == null || named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
    }

    private static boolean startsWith(Buffer bytes, int... mark) {
        if (bytes.length() < mark.length) {
            return false;
        }
        for (int at = 0; at < mark.length; at++) {
            if (bytes.getUnsignedByte(at) != mark[at]) {
                return false;
            }
        }
        return true;
    }

    private Charsets() {}
}
