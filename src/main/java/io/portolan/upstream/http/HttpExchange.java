package io.portolan.upstream.http;

import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.plan.BaseUri;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.UpstreamRequest;
import io.portolan.upstream.UpstreamSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Plain HTTP: one request, one whole answer. Follows no redirect, so that a credential never leaves its origin. */
public final class HttpExchange implements Exchange {

    private final Vertx vertx;
    private final LazyClient client;
    private final UpstreamSettings settings;
    private final String authority;
    private final long connectMs;

    public HttpExchange(Vertx vertx, LazyClient client, UpstreamSettings settings) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.authority = settings.baseUri().authority();
        this.connectMs = settings.timeouts().connect().toMillis();
    }

    @Override
    public Future<Result> send(UpstreamRequest request, RunningCall call) {
        long left = call.context().deadline() - System.currentTimeMillis();
        if (left <= 0) {
            return Future.failedFuture(late());
        }
        if (call.cancelled()) {
            return Future.failedFuture(RunningCall.cancellation());
        }
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setURI(request.uri())
                .setFollowRedirects(false)
                // The wait for a pooled connection included.
                .setConnectTimeout(Math.min(connectMs, left));
        UpstreamSettings there = settings;
        if (request.origin() != null) {
            BaseUri origin = request.origin();
            there = settings.at(origin);
            options.setHost(origin.host()).setPort(origin.port()).setSsl(origin.secure());
        }
        return send(request, options, there, call);
    }

    private Future<Result> send(
            UpstreamRequest request, RequestOptions options, UpstreamSettings there, RunningCall call) {
        Promise<Result> answer = Promise.promise();
        call.stoppedBy(() -> answer.tryFail(RunningCall.cancellation()));
        client.request(options).onComplete((connected, cause) -> {
            if (connected == null) {
                answer.tryFail(unconnected(cause, there, call.context()));
            } else if (answer.future().isComplete()) {
                // It was cancelled while it waited: the pool has no way to give up its place.
                connected.exceptionHandler(ownDoing -> {}).reset();
            } else {
                HttpConversation conversation = new HttpConversation(
                        vertx, there, connected, answer, call.context().deadline());
                call.stoppedBy(conversation::cancel);
                converse(conversation, connected, request, answer);
            }
        });
        return answer.future();
    }

    private void converse(
            HttpConversation conversation,
            HttpClientRequest connected,
            UpstreamRequest request,
            Promise<Result> answer) {
        try {
            // Ours, for the client would spell an IPv6 address without its brackets.
            connected
                    .headers()
                    .add(
                            "Host",
                            request.origin() == null
                                    ? authority
                                    : request.origin().authority());
            for (Header header : request.headers()) {
                connected.headers().add(header.name(), header.value());
            }
            conversation.send(request.body(), request.streams());
        } catch (RuntimeException e) {
            connected.reset();
            answer.tryFail(e);
        }
    }

    private Failure unconnected(@Nullable Throwable cause, UpstreamSettings there, CallContext context) {
        if (System.currentTimeMillis() >= context.deadline()) {
            return late();
        }
        String label = there.label();
        return switch (cause) {
            case ConnectionPoolTooBusyException busy ->
                new Failure(Kind.OVERLOADED, "too many calls wait for a connection to " + label);
            case UnknownHostException unknown -> unreachable("the host of " + label + " is unknown");
            case SSLException tls -> unreachable(label + " failed the TLS handshake");
            case TimeoutException slow -> unreachable("no connection to " + label + " within " + connectMs + " ms");
            case ConnectException refused -> unreachable(label + " refused the connection");
            case null, default -> unreachable(label + " could not be reached");
        };
    }

    private static Failure unreachable(String reason) {
        return new Failure(Kind.UPSTREAM_UNREACHABLE, reason);
    }

    private Failure late() {
        return new Failure(Kind.TIMEOUT, "the deadline passed before " + settings.label() + " was reached");
    }
}
