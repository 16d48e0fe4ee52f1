package io.portolan.testing;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.cluster.Clustering;
import io.portolan.options.ClusterOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Two real nodes in this process, in a cluster of their own; more may join. */
public final class Cluster implements AutoCloseable {

    private static final int LOOPS = 2;

    private final String name;
    private final List<String> members;
    private final @Nullable VertxMetricsFactory metrics;
    private final Vertx edge;
    private final Vertx worker;
    private final List<Vertx> others = new ArrayList<>();

    private Cluster(String name, List<String> members, @Nullable VertxMetricsFactory metrics) throws Exception {
        this.name = name;
        this.members = members;
        this.metrics = metrics;
        this.edge = join(members.get(0));
        this.worker = join(members.get(1));
    }

    public static Cluster start() throws Exception {
        return start(null);
    }

    /** With metrics that are made for each node, for the edge first. */
    public static Cluster start(@Nullable VertxMetricsFactory metrics) throws Exception {
        return new Cluster("test-" + UUID.randomUUID(), List.of(member(), member()), metrics);
    }

    /** Both exchange streams from now on, as they do where a whole Portolan runs. */
    public Cluster streams() {
        for (Vertx node : List.of(edge, worker)) {
            MessageCodecs.register(node);
            await(Streams.of(node).listen());
        }
        return this;
    }

    /** Waits until no stream is open any more. */
    public void awaitNothingOpen() {
        eventually(
                edge, () -> Streams.of(edge).open() == 0 && Streams.of(worker).open() == 0);
    }

    public Vertx edge() {
        return edge;
    }

    public Vertx worker() {
        return worker;
    }

    /** Another node, which is closed with the others. */
    public Vertx another() throws Exception {
        Vertx another = join(member());
        others.add(another);
        return another;
    }

    @Override
    public void close() throws TimeoutException {
        List<Future<Void>> closing = new ArrayList<>(List.of(edge.close(), worker.close()));
        others.forEach(other -> closing.add(other.close()));
        Future.join(closing).await(20, SECONDS);
    }

    private Vertx join(String member) throws Exception {
        int port = Integer.parseInt(member.substring(member.indexOf(':') + 1));
        ClusterOptions options = new ClusterOptions(true, name, null, "127.0.0.1", port, members);
        VertxOptions loops = new VertxOptions().setEventLoopPoolSize(LOOPS);
        if (metrics != null) {
            loops.setMetricsOptions(new MetricsOptions().setEnabled(true));
        }
        return Clustering.join(Vertx.builder().withMetrics(metrics), loops, options)
                .await(20, SECONDS);
    }

    private static String member() {
        return "127.0.0.1:" + FreePort.find();
    }
}
