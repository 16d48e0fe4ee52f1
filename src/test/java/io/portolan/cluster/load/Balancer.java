package io.portolan.cluster.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses edges as a balancer does: round robin over those whose readiness says so. One whose connections break is out
 * until the next probe; one that answers no probe twice is taken for dead, and its connections are shut; one that says
 * that it leaves gets nothing new, and finishes what it has.
 * Lives on one event loop.
 */
final class Balancer {

    private static final long PROBE_EVERY_MS = 150;
    private static final long PROBE_MS = 500;
    private static final int MOST_MISSES = 2;

    private final Vertx vertx;
    private final List<Edge> edges;
    private final HttpClient probes;
    private final long timer;
    private int turn;

    /** One edge, seen from outside. */
    final class Edge {

        final Node node;
        private final Set<HttpConnection> connections = new HashSet<>();
        private final HttpClient client = client(connections);
        private boolean in = true;
        private int misses;
        private boolean asked;

        Edge(Node node) {
            this.node = node;
        }

        Future<HttpClientRequest> request(HttpMethod method, String uri) {
            return client.request(new RequestOptions()
                    .setMethod(method)
                    .setHost(node.host())
                    .setPort(node.restPort())
                    .setURI(uri));
        }

        /** A connection broke: nothing more until a probe says otherwise. */
        void broke() {
            in = false;
        }

        private void probe() {
            if (asked) {
                return;
            }
            asked = true;
            RequestOptions ready = new RequestOptions()
                    .setHost(node.host())
                    .setPort(node.controlPort())
                    .setURI("/health/ready")
                    .setTimeout(PROBE_MS);
            probes.request(ready)
                    .compose(HttpClientRequest::send)
                    .compose(answer -> answer.body().map(read -> answer.statusCode() == 200))
                    .onComplete((up, dead) -> {
                        asked = false;
                        in = Boolean.TRUE.equals(up);
                        misses = dead == null ? 0 : misses + 1;
                        if (misses == MOST_MISSES) {
                            shut();
                        }
                    });
        }

        private void shut() {
            List.copyOf(connections).forEach(connection -> connection.close().onFailure(gone -> {}));
        }
    }

    Balancer(Vertx vertx, List<Node> nodes) {
        this.vertx = vertx;
        probes = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) PROBE_MS));
        edges = nodes.stream().map(Edge::new).toList();
        timer = vertx.setPeriodic(PROBE_EVERY_MS, id -> edges.forEach(Edge::probe));
    }

    /** The next that is in, but this one; any other where none is. */
    Edge next(Edge not) {
        for (int tries = 0; tries < edges.size(); tries++) {
            Edge edge = edges.get(turn++ % edges.size());
            if (edge.in && edge != not) {
                return edge;
            }
        }
        Edge edge = edges.get(turn++ % edges.size());
        return edge == not ? edges.get(turn++ % edges.size()) : edge;
    }

    Edge next() {
        return next(null);
    }

    /** Whether calls go to this node. */
    boolean in(Node node) {
        return edges.stream().anyMatch(edge -> edge.node == node && edge.in);
    }

    void close() {
        vertx.cancelTimer(timer);
        probes.close().onFailure(gone -> {});
        edges.forEach(edge -> edge.client.close().onFailure(gone -> {}));
    }

    private HttpClient client(Set<HttpConnection> connections) {
        return vertx.httpClientBuilder()
                .with(new HttpClientOptions().setKeepAliveTimeout(600).setConnectTimeout(2000))
                .with(new PoolOptions().setHttp1MaxSize(2000))
                .withConnectHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(closed -> connections.remove(connection));
                })
                .build();
    }
}
