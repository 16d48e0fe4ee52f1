package io.portolan.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.bus.Surface;
import io.portolan.options.LimitOptions;
import io.portolan.options.RedirectOptions;
import io.portolan.options.Size;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.BaseUri;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server that speaks bytes, not HTTP, so that it can misbehave; and exchanges with it. */
final class RawUpstream {

    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final TimeoutOptions PATIENT = timeouts(Duration.ofSeconds(5), MINUTE, MINUTE);
    static final LimitOptions ROOMY = new LimitOptions(Size.parse("16MiB"), 64, 64, 64);

    private final Vertx vertx;
    private final AtomicInteger connections = new AtomicInteger();
    private final Promise<Void> closed = Promise.promise();
    private volatile String request = "";

    RawUpstream(Vertx vertx) {
        this.vertx = vertx;
    }

    /** An exchange with a server that behaves so at each request it has read. */
    Exchange against(Consumer<NetSocket> behaviour) throws Exception {
        return against(behaviour, PATIENT, ROOMY);
    }

    Exchange against(Consumer<NetSocket> behaviour, TimeoutOptions timeouts, LimitOptions limits) throws Exception {
        NetServer server = listen(behaviour);
        return open(new BaseUri("http", "127.0.0.1", server.actualPort(), ""), timeouts, limits);
    }

    Exchange open(BaseUri baseUri, TimeoutOptions timeouts, LimitOptions limits) {
        return UpstreamStack.open(
                vertx,
                new UpstreamSettings(
                        "api", baseUri, limits, timeouts, StreamOptions.defaults(), RedirectOptions.NONE, 1));
    }

    NetServer listen(Consumer<NetSocket> behaviour) throws Exception {
        return vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.closeHandler(gone -> closed.tryComplete());
                    socket.handler(bytes -> {
                        request = bytes.toString();
                        behaviour.accept(socket);
                    });
                })
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
    }

    int connections() {
        return connections.get();
    }

    /** The last request as it came. */
    String request() {
        return request;
    }

    /** Waits until a connection has gone. */
    void awaitClosed() throws Exception {
        closed.future().await(10, SECONDS);
    }

    static Consumer<NetSocket> says(String answer) {
        return socket -> socket.write(answer);
    }

    static TimeoutOptions timeouts(Duration connect, Duration firstByte, Duration idle) {
        return new TimeoutOptions(connect, firstByte, idle, MINUTE, MINUTE);
    }

    static UpstreamRequest get(String uri) {
        return new UpstreamRequest(HttpMethod.GET, uri, List.of(), null);
    }

    static Result send(Exchange exchange, UpstreamRequest request) throws Exception {
        return exchange.send(request, within(20_000)).await(20, SECONDS);
    }

    static Failure failure(Exchange exchange, UpstreamRequest request) {
        return failure(exchange, request, within(20_000));
    }

    static Failure failure(Exchange exchange, UpstreamRequest request, RunningCall call) {
        return catchThrowableOfType(
                Failure.class, () -> exchange.send(request, call).await(20, SECONDS));
    }

    static RunningCall within(long ms) {
        return RunningCall.of(new CallContext("id", System.currentTimeMillis() + ms, Surface.REST));
    }
}
