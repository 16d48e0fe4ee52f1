package io.portolan.consumer;

import io.portolan.bus.Failure;

/** The codes of the public addresses: the HTTP status a failure would have. */
final class BusFailures {

    static int status(Failure.Kind kind) {
        return switch (kind) {
            case INVALID_INPUT -> 400;
            case NOT_FOUND -> 404;
            case UPSTREAM_UNREACHABLE, UPSTREAM_BROKEN, TOO_LARGE, OUTCOME_UNKNOWN -> 502;
            case OVERLOADED, UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
            case CANCELLED -> 499;
            case INTERNAL -> 500;
        };
    }

    private BusFailures() {}
}
