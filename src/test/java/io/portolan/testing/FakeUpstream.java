package io.portolan.testing;

import io.portolan.plan.BaseUri;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that records what reaches it and answers as the test says. Closed with its Vertx. */
public final class FakeUpstream {

    /** One request as it came, its target undecoded. */
    public record Received(String method, String uri, MultiMap headers, Buffer body, HttpConnection connection) {}

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void write(Received request, HttpServerResponse response);
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile boolean remembers = true;
    private volatile Answer answer = json(200, "{}");

    private FakeUpstream(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free loopback port; answers {@code {}} until told otherwise. */
    public static FakeUpstream start(Vertx vertx) {
        FakeUpstream upstream = new FakeUpstream(vertx.createHttpServer());
        upstream.server.requestHandler(upstream::receive).listen(0, "127.0.0.1").await();
        return upstream;
    }

    /** An answer of JSON text. */
    public static Answer json(int status, String body) {
        return text(status, "application/json", body);
    }

    /** An answer of text. */
    public static Answer text(int status, String contentType, String body) {
        return (request, response) -> response.setStatusCode(status)
                .putHeader("content-type", contentType)
                .end(body);
    }

    public FakeUpstream answers(Answer answer) {
        this.answer = answer;
        return this;
    }

    public FakeUpstream answersJson(int status, String body) {
        return answers(json(status, body));
    }

    /** Records nothing, for tests of millions of calls. */
    public FakeUpstream forgets() {
        remembers = false;
        return this;
    }

    public int port() {
        return server.actualPort();
    }

    /** Where it listens, with this path in front of every request. */
    public BaseUri baseUri(String path) {
        return new BaseUri("http", "127.0.0.1", port(), path);
    }

    /** Every request so far, in order of arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The one request that came; fails when there were none or more. */
    public Received only() {
        List<Received> all = received();
        if (all.size() != 1) {
            throw new AssertionError("expected one request upstream, got " + all.size());
        }
        return all.get(0);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Received one =
                    new Received(request.method().name(), request.uri(), request.headers(), body, request.connection());
            if (remembers) {
                received.add(one);
            }
            answer.write(one, request.response());
        });
    }
}
