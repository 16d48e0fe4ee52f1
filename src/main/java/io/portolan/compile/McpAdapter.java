package io.portolan.compile;

import io.portolan.options.Size;
import io.portolan.plan.CacheHint;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An MCP adapter while it is compiled, with what its parts have in common.
 *
 * @param file the capability file, as it was named
 * @param cache what it says of clients that keep its parts
 * @param maxBinarySize of the parts that do not say it; null for the usual
 */
record McpAdapter(
        Adapter adapter,
        String file,
        CacheHint cache,
        @Nullable Size maxBinarySize) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(B|KiB|MiB|GiB)?");

    static McpAdapter of(Adapter adapter, String file, Exposes.Mcp mcp, String where, ProblemLog log) {
        return new McpAdapter(adapter, file, cache(mcp.caching()), size(mcp.maxBinarySize(), where, log));
    }

    /** The size that a part says, else the adapter's. */
    @Nullable
    Size binarySize(@Nullable String written, String where, ProblemLog log) {
        Size own = size(written, where, log);
        return own == null ? maxBinarySize : own;
    }

    private static CacheHint cache(Exposes.Caching caching) {
        return new CacheHint(
                caching.ttlMs() == null ? null : Duration.ofMillis(caching.ttlMs()),
                caching.scope() == null
                        ? null
                        : caching.scope().equals("public") ? CacheHint.Scope.PUBLIC : CacheHint.Scope.PRIVATE);
    }

    private static @Nullable Size size(@Nullable String written, String where, ProblemLog log) {
        if (written == null) {
            return null;
        }
        Matcher size = SIZE.matcher(written.strip());
        if (!size.matches()) {
            log.warning(
                    where + ".maxBinarySize",
                    Problem.quoted(written) + " is not understood (expected: a size such as 10MiB)");
            return null;
        }
        long unit =
                Size.parse("1" + (size.group(2) == null ? "B" : size.group(2))).bytes();
        return new Size(
                new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
    }
}
