package io.portolan.format.decode;

import io.portolan.format.BoundedOutput;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes a {@code Content-Encoding} (RFC 9110 8.4.1), for answers that came compressed though nobody asked. */
public final class ContentCoding {

    /**
     * The bytes as they were before the encoding.
     *
     * @param encoding null for none
     * @param limit in bytes, of what comes out
     * @throws MalformedContentException when the encoding is unknown, or the bytes do not follow it
     */
    public static Buffer decode(Buffer bytes, @Nullable String encoding, int limit) {
        String coding = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> inflate(bytes, limit, true);
            case "deflate" -> inflate(bytes, limit, false);
            default ->
                throw new MalformedContentException(
                        "content encoding " + Quote.of(coding) + " (expected: gzip, deflate or none)");
        };
    }

    private static Buffer inflate(Buffer bytes, int limit, boolean gzip) {
        BoundedOutput out = new BoundedOutput(limit);
        InputStream raw = new ByteArrayInputStream(bytes.getBytes());
        try (InputStream in = gzip ? new GZIPInputStream(raw) : new InflaterInputStream(raw)) {
            in.transferTo(out);
            return out.toBuffer();
        } catch (BoundedOutput.FullException full) {
            throw new MalformedContentException("more than " + limit + " bytes when unpacked");
        } catch (IOException fault) {
            throw new MalformedContentException("the compressed bytes are broken");
        }
    }

    private ContentCoding() {}
}
