package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.auth.Login;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.options.LimitOptions;
import io.portolan.options.RedirectOptions;
import io.portolan.options.Size;
import io.portolan.plan.BaseUri;
import io.portolan.upstream.http.HttpExchange;
import io.portolan.upstream.http.LazyClient;
import io.portolan.upstream.login.DigestExchange;
import io.portolan.upstream.login.TokenExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every layer between a flow and an upstream, in order, the outermost first:
 *
 * <ol>
 *   <li>{@link RedirectExchange}: where a download may go on without that credential
 *   <li>{@link DigestExchange} or {@link TokenExchange}, where a credential has to be asked for
 *   <li>{@link HttpExchange}: the request itself, its timeouts, the limit of the answer's size
 * </ol>
 *
 * A policy is one more class that is an {@link Exchange} around an {@link Exchange}, and one more line here.
 */
public final class UpstreamStack implements Exchange {

    /** What a token endpoint may answer, and how many requests of one instance it may have at once. */
    private static final LimitOptions TOKENS = new LimitOptions(new Size(64 * 1024), 4, 4, 4);

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final List<LazyClient> clients = new ArrayList<>();
    private final Map<BaseUri, Exchange> tokenEndpoints = new HashMap<>();
    private final Exchange http;

    private UpstreamStack(Vertx vertx, UpstreamSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.http = http(settings);
    }

    /** The stack of one consumer instance, with clients of its own from its first call on. */
    public static UpstreamStack open(Vertx vertx, UpstreamSettings settings) {
        return new UpstreamStack(vertx, settings);
    }

    /** The stack for requests with this credential. What is learned on the way to it, such as a nonce, lives with it. */
    public Exchange as(Credential credential) {
        Exchange there = loggedIn(credential);
        return new RedirectExchange(there, http, settings.baseUri(), settings.redirects());
    }

    private Exchange loggedIn(Credential credential) {
        return switch (credential.login()) {
            case null -> http;
            case Login.Digest digest -> new DigestExchange(http, digest);
            case Login.Grant grant -> {
                UpstreamSettings endpoint = endpoint(grant.tokenEndpoint());
                Exchange there = tokenEndpoints.computeIfAbsent(endpoint.baseUri(), unseen -> http(endpoint));
                yield new TokenExchange(vertx, http, grant, there, endpoint.label());
            }
        };
    }

    @Override
    public Future<Result> send(UpstreamRequest request, RunningCall call) {
        return http.send(request, call);
    }

    /** Closes every connection; calls under way fail. */
    public Future<Void> close() {
        return Future.join(clients.stream().map(LazyClient::close).toList()).mapEmpty();
    }

    private Exchange http(UpstreamSettings there) {
        LazyClient client = new LazyClient(vertx, there);
        clients.add(client);
        return new HttpExchange(vertx, client, there);
    }

    private UpstreamSettings endpoint(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new UpstreamSettings(
                "the token endpoint of " + settings.namespace(),
                new BaseUri(scheme, host, port, ""),
                TOKENS,
                settings.timeouts(),
                settings.streams(),
                RedirectOptions.NONE,
                1);
    }
}
