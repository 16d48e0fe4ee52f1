package io.portolan.rest;

import io.portolan.bus.Failure;
import io.portolan.format.ProblemDocument;
import io.portolan.format.ProblemDocument.FieldError;
import io.portolan.http.BodyTooLargeException;
import io.portolan.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure is in HTTP: the only table of kinds and statuses on this surface. */
final class RestFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RestFailures.class);

    static ProblemDocument problem(Failure failure) {
        String detail = failure.reason();
        ProblemDocument problem = switch (failure.kind()) {
            case INVALID_INPUT -> ProblemDocument.of("invalid-input", "Invalid input", 400, detail);
            case NOT_FOUND -> ProblemDocument.of("not-found", "Not found", 404, detail);
            case UPSTREAM_UNREACHABLE ->
                ProblemDocument.of("upstream-unreachable", "Upstream cannot be reached", 502, detail);
            case UPSTREAM_BROKEN ->
                ProblemDocument.of("upstream-broken", "Upstream gave no proper answer", 502, detail);
            case TOO_LARGE -> ProblemDocument.of("too-large", "Upstream's answer is too large", 502, detail);
            case TIMEOUT -> ProblemDocument.of("timeout", "No answer in time", 504, detail);
            case CANCELLED -> ProblemDocument.of("cancelled", "Cancelled by the caller", 499, detail);
            case OUTCOME_UNKNOWN -> ProblemDocument.of("outcome-unknown", "Nobody knows the outcome", 502, detail);
            case OVERLOADED -> ProblemDocument.of("overloaded", "Too many calls", 503, detail);
            case UNAVAILABLE -> ProblemDocument.of("unavailable", "Not available now", 503, detail);
            case INTERNAL -> ProblemDocument.of("internal", "Internal error", 500, detail);
        };
        return problem.withRetryable(failure.retryable())
                .withRetryAfterMs(failure.details().retryAfterMs())
                .withVariable(failure.details().variable())
                .withErrors(failure.details().errors().stream()
                        .map(error -> new FieldError(error.in(), error.name(), error.detail()))
                        .toList());
    }

    /** Whatever else may stop a request on this side of the bus. */
    static ProblemDocument problem(Throwable cause, String requestId) {
        return switch (cause) {
            case Failure failure -> problem(failure);
            case RefusedException refused -> refused.problem();
            case BodyTooLargeException large -> Problems.of(large);
            default -> {
                LOG.atError()
                        .addKeyValue("requestId", requestId)
                        .setCause(cause)
                        .log("request failed");
                yield Problems.of(500, "a bug; the log says more under this id");
            }
        };
    }

    private RestFailures() {}
}
