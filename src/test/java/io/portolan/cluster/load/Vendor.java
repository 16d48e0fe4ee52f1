package io.portolan.cluster.load;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The API behind the nodes: it counts what reaches it. */
final class Vendor {

    /** So that at every moment some calls are under way. */
    private static final long LOOK_MS = 4;

    private static final long MAKE_MS = 30;
    private static final long EVENT_MS = 100;

    private final Vertx vertx;
    private final String host;
    private final HttpServer server;
    private final Map<String, AtomicInteger> made = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> looksByVersion = new ConcurrentHashMap<>();
    private final AtomicInteger mixed = new AtomicInteger();
    private boolean atOnce;

    /** Listens on a free port of this address. */
    Vendor(Vertx vertx, String host) {
        this.vertx = vertx;
        this.host = host;
        server = RunningPortolan.await(
                vertx.createHttpServer().requestHandler(this::serve).listen(0, host));
    }

    /** Answers at once, whatever it is asked. */
    Vendor withoutDelay() {
        atOnce = true;
        return this;
    }

    /** {@code host:port}. */
    String address() {
        return host + ":" + server.actualPort();
    }

    /** What was done more than once. */
    List<String> twice() {
        return made.entrySet().stream()
                .filter(each -> each.getValue().get() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everything that reached it, but streams. */
    int calls() {
        return looksByVersion.values().stream().mapToInt(AtomicInteger::get).sum()
                + made.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    int looks(Works.Version version) {
        AtomicInteger looks = looksByVersion.get(version.path);
        return looks == null ? 0 : looks.get();
    }

    /** Calls of which one half was done by one version of the file, the other half by the other. */
    int mixed() {
        return mixed.get();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().startsWith("/events/")) {
            events(request.response(), Integer.parseInt(request.path().substring("/events/".length())));
        } else if (request.method().equals(HttpMethod.POST)) {
            make(request);
        } else {
            look(request);
        }
    }

    private void look(HttpServerRequest request) {
        String path = request.path().substring(1, request.path().indexOf('/', 1));
        looksByVersion.computeIfAbsent(path, unseen -> new AtomicInteger()).incrementAndGet();
        for (Works.Version version : Works.Version.values()) {
            if (version.path.equals(path) != (request.getParam(version.tag) != null)) {
                mixed.incrementAndGet();
            }
        }
        later(LOOK_MS, request.response(), 200);
    }

    private void make(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    String id = new JsonObject(body).getString("id");
                    made.computeIfAbsent(id, unseen -> new AtomicInteger()).incrementAndGet();
                    later(MAKE_MS, request.response(), 201);
                })
                .onFailure(gone -> {});
    }

    private void later(long ms, HttpServerResponse response, int status) {
        if (atOnce) {
            answer(response, status);
        } else {
            vertx.setTimer(ms, now -> answer(response, status));
        }
    }

    private static void answer(HttpServerResponse response, int status) {
        if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end("{\"done\":true}")
                    .onFailure(gone -> {});
        }
    }

    /** So many events, then one that says that it was the last. */
    private void events(HttpServerResponse response, int count) {
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.writeHead().onFailure(gone -> {});
        int[] told = {0};
        vertx.setPeriodic(EVENT_MS, timer -> {
            if (response.closed()) {
                vertx.cancelTimer(timer);
            } else if (told[0] == count) {
                vertx.cancelTimer(timer);
                response.end(Streaming.LAST).onFailure(gone -> {});
            } else {
                told[0]++;
                response.write("data: " + told[0] + "\n\n").onFailure(gone -> {});
            }
        });
    }
}
