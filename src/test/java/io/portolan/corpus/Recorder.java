package io.portolan.corpus;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An upstream that tells calls apart by their trace id, answers each as its case says, and keeps what came. */
final class Recorder {

    /** One request as it came, its target undecoded. */
    record Received(String method, String uri, MultiMap headers, Buffer body) {}

    private final HttpServer server;
    private final Map<String, Case> cases = new ConcurrentHashMap<>();
    private final Map<String, List<Received>> received = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Received> strays = new ConcurrentLinkedQueue<>();

    private Recorder(HttpServer server) {
        this.server = server;
    }

    static Recorder start(Vertx vertx) {
        HttpServerOptions options =
                new HttpServerOptions().setMaxInitialLineLength(64 * 1024).setMaxHeaderSize(64 * 1024);
        Recorder recorder = new Recorder(vertx.createHttpServer(options));
        recorder.server.requestHandler(recorder::receive).listen(0, "127.0.0.1").await();
        return recorder;
    }

    int port() {
        return server.actualPort();
    }

    void expect(Case one) {
        cases.put(one.id(), one);
    }

    /** What came for this call, which is forgotten. */
    List<Received> taken(Case one) {
        cases.remove(one.id());
        List<Received> taken = received.remove(one.id());
        return taken == null ? List.of() : List.copyOf(taken);
    }

    /** Requests that belong to no call. */
    List<Received> strays() {
        return List.copyOf(strays);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Received one = new Received(request.method().name(), request.uri(), request.headers(), body);
            String[] trace = String.valueOf(request.getHeader("traceparent")).split("-", -1);
            Case known = trace.length > 1 ? cases.get(trace[1]) : null;
            if (known == null) {
                strays.add(one);
                request.response().putHeader("content-type", "application/json").end("{\"ok\":true}");
            } else {
                received.computeIfAbsent(known.id(), first -> new java.util.concurrent.CopyOnWriteArrayList<>())
                        .add(one);
                answer(known.answer(), request.response());
            }
        });
    }

    private static void answer(Case.Answer answer, HttpServerResponse response) {
        response.setStatusCode(answer.status());
        if (answer.contentType() != null) {
            response.putHeader("content-type", answer.contentType());
        }
        response.end(answer.body());
    }
}
