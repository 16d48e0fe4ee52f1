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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Two real nodes in this process, in a cluster of their own. */
public final class Cluster implements AutoCloseable {

    private static final int LOOPS = 2;

    private final String name;
    private final List<String> members;
    private final Vertx edge;
    private final Vertx worker;

    private Cluster(String name, List<String> members, Vertx edge, Vertx worker) {
        this.name = name;
        this.members = members;
        this.edge = edge;
        this.worker = worker;
    }

    public static Cluster start() throws Exception {
        String name = "test-" + UUID.randomUUID();
        int edgePort = FreePort.find();
        int workerPort = FreePort.find();
        List<String> members = List.of("127.0.0.1:" + edgePort, "127.0.0.1:" + workerPort);
        return new Cluster(
                name,
                members,
                join(new ClusterOptions(true, name, null, "127.0.0.1", edgePort, members)),
                join(new ClusterOptions(true, name, null, "127.0.0.1", workerPort, members)));
    }

    /** One more node, which is closed by whoever asked for it. */
    public Vertx join() throws Exception {
        return join(new ClusterOptions(true, name, null, "127.0.0.1", FreePort.find(), members));
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

    @Override
    public void close() throws TimeoutException {
        Future.join(edge.close(), worker.close()).await(20, SECONDS);
    }

    private static Vertx join(ClusterOptions options) throws Exception {
        VertxOptions loops = new VertxOptions().setEventLoopPoolSize(LOOPS);
        return Clustering.join(Vertx.builder(), loops, options).await(20, SECONDS);
    }
}
