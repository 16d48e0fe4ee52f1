package io.portolan.mcp.part;

import io.portolan.bus.Result;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a body an answer is (RFC 9110 14.4).
 *
 * @param from its first byte
 * @param to behind its last byte
 * @param of all of the body; negative when the upstream does not say
 */
public record ContentRange(long from, long to, long of) {

    private static final Pattern FIELD = Pattern.compile("bytes\\s+([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** Null when the answer says none, or one in other units. */
    public static @Nullable ContentRange of(Result answer) {
        String field = Mark.header(answer, "content-range");
        Matcher matcher = FIELD.matcher(field == null ? "" : field.strip());
        if (!matcher.matches()) {
            return null;
        }
        long of = matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3));
        return new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1, of);
    }
}
