package io.portolan.http;

import io.portolan.auth.Verifier;
import io.portolan.format.ProblemDocument;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets callers in, or not. Two checks that let the same callers in are equal. */
public sealed interface CallerCheck {

    /** Callers show a credential. */
    record Verified(Verifier verifier) implements CallerCheck {}

    /**
     * Nobody can be let in, for the secret has no value.
     *
     * @param why for the person who runs this; holds no secret
     */
    record Locked(String variable, String why) implements CallerCheck {}

    /** Whether the request shows what is wanted. */
    default boolean accepts(HttpServerRequest request) {
        return accepts(new Request(request));
    }

    /** Whether that shows what is wanted. */
    default boolean accepts(Verifier.Shown shown) {
        return this instanceof Verified verified && verified.verifier().accepts(shown);
    }

    /** Answers 401 or 503 when the request does not show what is wanted. */
    default boolean admits(RoutingContext context) {
        boolean accepted = accepts(context.request());
        if (!accepted) {
            refuse(context, List.of(this));
        }
        return accepted;
    }

    /** Answers a request that passes none of these checks. */
    static void refuse(RoutingContext context, Collection<CallerCheck> checks) {
        List<Verifier> verifiers = checks.stream()
                .map(check -> check instanceof Verified verified ? verified.verifier() : null)
                .filter(Objects::nonNull)
                .toList();
        if (verifiers.isEmpty()) {
            locked(context, checks);
            return;
        }
        List<String> challenges =
                verifiers.stream().map(Verifier::challenge).distinct().toList();
        context.response().putHeader("WWW-Authenticate", challenges);
        String expected = verifiers.stream().map(Verifier::expected).distinct().collect(Collectors.joining(", or "));
        Problems.send(
                context,
                ProblemDocument.of(
                        "unauthenticated",
                        "Not authenticated",
                        401,
                        "the request shows no valid credential (expected: " + expected + ")"));
    }

    private static void locked(RoutingContext context, Collection<CallerCheck> checks) {
        Locked locked = checks.stream()
                .map(check -> check instanceof Locked one ? one : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        Problems.send(
                context,
                Problems.of(503, "callers cannot be checked: " + locked.why()).withVariable(locked.variable()));
    }

    /** A request, as far as it may show a credential. */
    record Request(HttpServerRequest request) implements Verifier.Shown {

        @Override
        public List<String> headers(String name) {
            return request.headers().getAll(name);
        }

        @Override
        public @Nullable String query() {
            return request.query();
        }
    }
}
