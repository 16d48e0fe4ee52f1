package io.portolan.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a call has no {@link Result}: a kind, a sentence, and what helps to act on it. The only error that crosses the
 * event bus. Carries no stack trace; a bug is logged where it is caught.
 */
public final class Failure extends ReplyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong, in the words both edges and the bus translate. */
    public enum Kind {
        /** The caller's input does not fit; nothing was sent upstream. */
        INVALID_INPUT,
        /** No such flow. */
        NOT_FOUND,
        /** The upstream refused the connection, or could not be found. */
        UPSTREAM_UNREACHABLE,
        /** The upstream's answer broke off or made no sense. */
        UPSTREAM_BROKEN,
        /** The upstream's answer is larger than the limit. */
        TOO_LARGE,
        /** The deadline passed. */
        TIMEOUT,
        /** The caller went away or wants no answer any more. */
        CANCELLED,
        /** The node that had the call is gone: it may have reached the upstream or not, and must not be sent again unasked. */
        OUTCOME_UNKNOWN,
        /** A limit of calls in flight is reached. */
        OVERLOADED,
        /** Not served now: a key is missing, or no consumer holds this flow. */
        UNAVAILABLE,
        /** A bug. */
        INTERNAL
    }

    private final Kind kind;
    private final String reason;
    private final Details details;

    /**
     * What helps the caller to act; each part may be absent.
     *
     * @param variable the binding that has no value
     * @param retryAfterMs how long to wait before a retry makes sense
     * @param errors one an input that is wrong
     */
    public record Details(
            @Nullable String variable, @Nullable Long retryAfterMs, List<FieldError> errors) implements Serializable {

        /** Nothing more to say. */
        public static final Details NONE = new Details(null, null, List.of());

        public Details {
            errors = List.copyOf(errors);
        }
    }

    /** What is wrong with one input: where it was given, its name, and a sentence. */
    public record FieldError(String in, String name, String detail) implements Serializable {}

    public Failure(Kind kind, String reason) {
        this(kind, reason, Details.NONE);
    }

    public Failure(Kind kind, String reason, Details details) {
        super(ReplyFailure.RECIPIENT_FAILURE, 0, reason);
        this.kind = kind;
        this.reason = Objects.requireNonNull(reason);
        this.details = details;
    }

    /**
     * Whatever made a call of this namespace fail, as a failure: itself when it is one, a bus-made one by its type, a
     * bug otherwise.
     */
    public static Failure from(String namespace, Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case ReplyException bus -> ofBus(namespace, bus);
            default -> new Failure(Kind.INTERNAL, "a call to " + namespace + " failed unexpectedly");
        };
    }

    private static Failure ofBus(String namespace, ReplyException cause) {
        return switch (cause.failureType()) {
            case NO_HANDLERS -> new Failure(Kind.UNAVAILABLE, "no node serves " + namespace);
            case TIMEOUT ->
                wasDiscarded(cause)
                        ? new Failure(Kind.OVERLOADED, "the consumer of " + namespace + " took no more calls")
                        : new Failure(Kind.TIMEOUT, "the consumer of " + namespace + " did not answer in time");
            case RECIPIENT_FAILURE, ERROR -> new Failure(Kind.INTERNAL, "the event bus failed a call to " + namespace);
        };
    }

    /** Whether the bus made it before any handler saw the message, so that nothing was done. */
    public static boolean undelivered(Throwable cause) {
        return cause instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || wasDiscarded(reply));
    }

    /** Whether no handler ever saw the message. Its failure has the type of a timeout; only the text tells them apart. */
    private static boolean wasDiscarded(ReplyException cause) {
        String message = cause.getMessage();
        return cause.failureType() == ReplyFailure.TIMEOUT && message != null && message.startsWith("Discarded");
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence, fit for the caller; holds no secret. */
    public String reason() {
        return reason;
    }

    public Details details() {
        return details;
    }

    /** Whether the same call may succeed later without being changed. */
    public boolean retryable() {
        return switch (kind) {
            case UPSTREAM_UNREACHABLE, UPSTREAM_BROKEN, TIMEOUT, CANCELLED, OVERLOADED -> true;
            case UNAVAILABLE -> details.variable() == null;
            case INVALID_INPUT, NOT_FOUND, TOO_LARGE, OUTCOME_UNKNOWN, INTERNAL -> false;
        };
    }
}
