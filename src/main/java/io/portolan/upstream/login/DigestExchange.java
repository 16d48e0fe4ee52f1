package io.portolan.upstream.login;

import io.portolan.auth.Login;
import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.UpstreamRequest;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenge of a 401 (RFC 7616). A request goes out without an answer only as long as no challenge is known;
 * after that one is good for as many requests as the server likes. Lives on one event loop.
 */
public final class DigestExchange implements Exchange {

    private static final int UNAUTHORIZED = 401;

    private final Exchange next;
    private final Login.Digest login;
    private @Nullable DigestSession session;

    public DigestExchange(Exchange next, Login.Digest login) {
        this.next = next;
        this.login = login;
    }

    @Override
    public Future<Result> send(UpstreamRequest request, RunningCall call) {
        DigestSession used = session;
        UpstreamRequest first = used == null ? request : request.with(used.authorization(request));
        return next.send(first, call)
                .compose(result -> result.status() == UNAUTHORIZED
                        ? answer(result, used, request, call)
                        : Future.succeededFuture(result));
    }

    /** Once: a challenge that follows its own answer says that the user or the password is wrong. */
    private Future<Result> answer(
            Result refused, @Nullable DigestSession used, UpstreamRequest request, RunningCall call) {
        DigestChallenge challenge = DigestChallenge.of(refused.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("WWW-Authenticate"))
                .map(Header::value)
                .toList());
        if (challenge == null || !request.repeatable() || (used != null && used.answers(challenge))) {
            forget(used);
            return Future.succeededFuture(refused);
        }
        DigestSession fresh = new DigestSession(login, challenge);
        session = fresh;
        Body.cancel(refused.body());
        return next.send(request.with(fresh.authorization(request)), call).onSuccess(result -> {
            if (result.status() == UNAUTHORIZED) {
                forget(fresh);
            }
        });
    }

    private void forget(@Nullable DigestSession used) {
        if (session == used) {
            session = null;
        }
    }
}
