package io.portolan.mcp.answer;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes {@code multipart/mixed} apart (RFC 2046 5.1). */
final class Multipart {

    /** More than a model can look at. */
    private static final int MOST_PARTS = 100;

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");

    /**
     * One part.
     *
     * @param contentType null when it says none
     * @param location {@code Content-Location}; null when it says none
     */
    record Part(@Nullable String contentType, @Nullable String location, Buffer bytes) {}

    private final String text;
    private final String delimiter;
    private final List<Part> parts = new ArrayList<>();

    private Multipart(String text, String delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** The parts in order; null when the body is not what its type says, or has too many of them. */
    static @Nullable List<Part> split(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return null;
        }
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        // One character a byte, so that positions in the text are positions in the body.
        Multipart multipart = new Multipart(new String(body, StandardCharsets.ISO_8859_1), "--" + name);
        return multipart.read() ? List.copyOf(multipart.parts) : null;
    }

    private boolean read() {
        int at = text.startsWith(delimiter) ? 0 : next(0);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int start = at + delimiter.length();
            if (text.startsWith("--", start)) {
                return !parts.isEmpty();
            }
            int line = text.indexOf('\n', start);
            at = line < 0 ? -1 : next(line);
            if (at >= 0) {
                add(line + 1, at);
            }
        }
        return false;
    }

    /** Where the next delimiter begins that stands at the beginning of a line; -1 without one. */
    private int next(int from) {
        int line = text.indexOf("\n" + delimiter, from);
        return line < 0 ? -1 : line + 1;
    }

    /** @param next where the delimiter behind the part begins: the line break before it belongs to it */
    private void add(int start, int next) {
        Map<String, String> headers = new TreeMap<>();
        int at = start;
        while (at < next) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end).strip();
            at = end + 1;
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int end = Math.max(at, text.startsWith("\r\n", next - 2) ? next - 2 : next - 1);
        byte[] bytes = text.substring(Math.min(at, end), end).getBytes(StandardCharsets.ISO_8859_1);
        boolean base64 = "base64".equalsIgnoreCase(headers.get("content-transfer-encoding"));
        parts.add(new Part(
                headers.get("content-type"),
                headers.get("content-location"),
                Buffer.buffer(base64 ? decoded(bytes) : bytes)));
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            return base64;
        }
    }
}
