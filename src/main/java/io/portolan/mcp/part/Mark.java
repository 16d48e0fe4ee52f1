package io.portolan.mcp.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.format.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an answer at which reading goes on, and what tells whether it is still the same answer then.
 *
 * @param at elements of {@link Form#ELEMENTS}, else bytes
 * @param mediaType of the answer
 * @param length of the answer; negative when nobody knows
 * @param etag of the answer; null when it had none
 * @param modified when the answer was last modified; null when it did not say
 */
public record Mark(
        Form form,
        long at,
        String mediaType,
        long length,
        @Nullable String etag,
        @Nullable String modified) {

    private static final String UNKNOWN = "application/octet-stream";

    /** A place in what is read of an answer. */
    public static Mark of(Form form, long at, Result answer, long length) {
        String type = answer.contentType() == null ? (form.text() ? "text/plain" : UNKNOWN) : answer.contentType();
        return new Mark(form, at, type, length, header(answer, "etag"), header(answer, "last-modified"));
    }

    /** A place in an answer that is cut anew each time: whatever it has become, its elements are served. */
    public static Mark ofElements(long at, String mediaType) {
        return new Mark(Form.ELEMENTS, at, mediaType, -1, null, null);
    }

    /** Read back what {@link #json} wrote. */
    public static Mark of(JsonNode json) {
        return new Mark(
                Form.valueOf(json.path("form").asText()),
                json.path("at").asLong(),
                json.path("type").asText(),
                json.path("length").asLong(),
                json.path("etag").textValue(),
                json.path("modified").textValue());
    }

    public ObjectNode json() {
        return JsonTree.NODES
                .objectNode()
                .put("form", form.name())
                .put("at", at)
                .put("type", mediaType)
                .put("length", length)
                .put("etag", etag)
                .put("modified", modified);
    }

    /** The same answer at another place. */
    public Mark further(Form form, long at, long length) {
        return new Mark(form, at, mediaType, length, etag, modified);
    }

    /** What asks an upstream for no more than the part that begins here, if it can do that (RFC 9110 14.2). */
    public List<Header> range(int budget) {
        List<Header> headers = new ArrayList<>();
        if (form != Form.ELEMENTS) {
            headers.add(new Header("Range", "bytes=" + at + "-" + (at + budget - 1)));
            if (etag != null && !etag.startsWith("W/")) {
                headers.add(new Header("If-Range", etag)); // RFC 9110 13.1.5: never a weak one.
            }
        }
        return headers;
    }

    /** Whether an answer of the same call is another one than this was of. */
    public boolean differs(Result again, long length) {
        String tag = header(again, "etag");
        if (this.length >= 0 && length >= 0 && this.length != length) {
            return true;
        }
        if (etag != null && tag != null) {
            return !etag.equals(tag);
        }
        String date = header(again, "last-modified");
        return modified != null && date != null && !modified.equals(date);
    }

    static @Nullable String header(Result answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }
}
