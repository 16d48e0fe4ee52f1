package io.portolan.options;

import java.time.Duration;

/**
 * How much the MCP edge says at once, and how often.
 *
 * @param pageSize entries of one page of a list; 0 for all of them in one page
 * @param answer the largest answer of a tool in one piece; the rest of a larger one is behind a link
 * @param kept of all answers whose rest is kept in memory, because asking again would do the work twice
 * @param keptFor how long such a rest is kept
 * @param progressEvery between two signs of progress of a call that only waits
 * @param listeners open streams of {@code subscriptions/listen}; more are refused
 * @param keepAlive between two signs of life on a stream that has nothing to say
 * @param confirmWithin how long a caller has to confirm that something is to be destroyed
 */
public record McpLimits(
        int pageSize,
        Size answer,
        Size kept,
        Duration keptFor,
        Duration progressEvery,
        int listeners,
        Duration keepAlive,
        Duration confirmWithin) {

    public McpLimits {
        if (pageSize < 0) {
            throw new IllegalArgumentException("mcp.pageSize: " + pageSize + " (expected: 0 or more)");
        }
        if (listeners < 0) {
            throw new IllegalArgumentException("mcp.listeners: " + listeners + " (expected: 0 or more)");
        }
        Positive.check("mcp.progressEvery", progressEvery);
        Positive.check("mcp.keepAlive", keepAlive);
        Positive.check("mcp.confirmWithin", confirmWithin);
    }

    public static McpLimits defaults() {
        return new McpLimits(
                0,
                Size.parse("256KiB"),
                Size.parse("64MiB"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                1024,
                Duration.ofSeconds(15),
                Duration.ofMinutes(10));
    }

    public McpLimits withPageSize(int pageSize) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }

    public McpLimits withAnswer(Size answer) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }

    public McpLimits withProgressEvery(Duration progressEvery) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }

    public McpLimits withListeners(int listeners) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }

    public McpLimits withKeepAlive(Duration keepAlive) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }

    public McpLimits withConfirmWithin(Duration confirmWithin) {
        return new McpLimits(pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive, confirmWithin);
    }
}
