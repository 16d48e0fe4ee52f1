package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import java.util.List;

/** What a {@link Failure} becomes on MCP: the one table. */
public final class McpFailures {

    /** Whether the model can do something about it; if not, the server is at fault and says so with a JSON-RPC error. */
    public static boolean concernsTheCaller(Failure failure) {
        return switch (failure.kind()) {
            case INVALID_INPUT,
                    NOT_FOUND,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_BROKEN,
                    TOO_LARGE,
                    TIMEOUT,
                    CANCELLED,
                    OUTCOME_UNKNOWN,
                    OVERLOADED,
                    UNAVAILABLE -> true;
            case INTERNAL -> false;
        };
    }

    /** The HTTP status the failure amounts to, for metrics: on MCP itself it travels with 200. */
    public static int status(Failure failure) {
        return switch (failure.kind()) {
            case INVALID_INPUT -> 400;
            case NOT_FOUND -> 404;
            case UPSTREAM_UNREACHABLE, UPSTREAM_BROKEN, TOO_LARGE, OUTCOME_UNKNOWN -> 502;
            case OVERLOADED, UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
            case CANCELLED -> 499; // nginx's number for a client that went away
            case INTERNAL -> 500;
        };
    }

    /** What the model reads: the reason, then each input that is wrong, then when to come back. */
    public static String text(Failure failure) {
        StringBuilder text =
                new StringBuilder(text(failure.reason(), failure.details().errors()));
        if (failure.details().retryAfterMs() != null) {
            text.append("\nretry after ")
                    .append(failure.details().retryAfterMs())
                    .append(" ms");
        }
        return text.toString();
    }

    /** A sentence, then a line for each input that is wrong. */
    public static String text(String reason, List<FieldError> errors) {
        StringBuilder text = new StringBuilder(reason);
        for (FieldError error : errors) {
            text.append("\n- ").append(error.name()).append(": ").append(error.detail());
        }
        return text.toString();
    }

    private McpFailures() {}
}
