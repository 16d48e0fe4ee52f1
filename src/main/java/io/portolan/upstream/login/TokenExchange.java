package io.portolan.upstream.login;

import io.portolan.auth.Login;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.UpstreamRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a fetched bearer token into each request. The token is kept until shortly before it expires, and fetched once
 * however many requests wait for it; a 401 for a kept one is answered with a new one, once. Lives on one event loop; the
 * instances of a process share their newest token, since some servers let a refresh token be used only once.
 */
public final class TokenExchange implements Exchange {

    private static final int UNAUTHORIZED = 401;
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(30);

    private final Exchange next;
    private final TokenSource source;
    private final String label;
    private final String key;
    private final LocalMap<String, Token> shared;
    private @Nullable Future<Token> fetching;

    /**
     * A layer.
     *
     * @param endpoint the way to the token endpoint
     * @param label of the endpoint, for messages
     */
    public TokenExchange(Vertx vertx, Exchange next, Login.Grant grant, Exchange endpoint, String label) {
        this.next = next;
        this.source = new TokenSource(grant, endpoint, label);
        this.label = label;
        this.key = key(grant);
        this.shared = vertx.sharedData().getLocalMap("io.portolan.tokens");
    }

    @Override
    public Future<Result> send(UpstreamRequest request, RunningCall call) {
        Token kept = shared.get(key);
        if (kept == null || !kept.fresh()) {
            return fetched(call).compose(token -> next.send(with(token, request), call));
        }
        return next.send(with(kept, request), call)
                .compose(result -> result.status() == UNAUTHORIZED
                        ? refused(kept, result, request, call)
                        : Future.succeededFuture(result));
    }

    /** A body that has been sent as it came cannot be sent again: its caller reads of the refusal. */
    private Future<Result> refused(Token kept, Result refusal, UpstreamRequest request, RunningCall call) {
        shared.replaceIfPresent(key, kept, kept.expired());
        if (!request.repeatable()) {
            return Future.succeededFuture(refusal);
        }
        Body.cancel(refusal.body());
        return again(request, call);
    }

    private Future<Result> again(UpstreamRequest request, RunningCall call) {
        Token newer = shared.get(key);
        Future<Token> other = newer != null && newer.fresh() ? Future.succeededFuture(newer) : fetched(call);
        return other.compose(token -> next.send(with(token, request), call));
    }

    /** The token that is being fetched, or is now; waits no longer than the call may take. Others may wait for it too. */
    private Future<Token> fetched(RunningCall call) {
        long left = call.context().deadline() - System.currentTimeMillis();
        if (left <= 0) {
            return Future.failedFuture(late());
        }
        Future<Token> begun = fetching;
        if (begun == null) {
            begun = fetch();
            fetching = begun;
            begun.onComplete(any -> fetching = null);
        }
        Promise<Token> token = Promise.promise();
        call.stoppedBy(() -> token.tryFail(RunningCall.cancellation()));
        begun.timeout(left, TimeUnit.MILLISECONDS)
                .onSuccess(token::tryComplete)
                .onFailure(cause -> token.tryFail(cause instanceof TimeoutException ? late() : cause));
        return token.future();
    }

    private Future<Token> fetch() {
        Token before = shared.get(key);
        return source.ask(before, System.currentTimeMillis() + LONGEST_FETCH.toMillis())
                .onSuccess(token -> shared.put(key, token))
                .recover(cause -> {
                    // Another instance may have been given the token that this one's refresh token was for.
                    Token other = shared.get(key);
                    boolean rescued = other != null && !other.equals(before) && other.fresh();
                    return rescued ? Future.succeededFuture(other) : Future.failedFuture(cause);
                });
    }

    private Failure late() {
        return new Failure(Kind.TIMEOUT, label + " did not answer in time");
    }

    private static UpstreamRequest with(Token token, UpstreamRequest request) {
        return request.with(new Header("Authorization", "Bearer " + token.accessToken()));
    }

    /** Tells one grant from another, and gives nothing away. */
    private static String key(Login.Grant grant) {
        try {
            String text = grant.tokenEndpoint() + "\n" + grant.authorization() + "\n" + new TreeMap<>(grant.form());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
