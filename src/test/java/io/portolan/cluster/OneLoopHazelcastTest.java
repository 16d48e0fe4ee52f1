package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Cluster;
import io.portolan.testing.Loops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OneLoopHazelcastTest {

    @Test
    void hasTheBusWriteToOtherNodesWhereItReadsFromThem() throws Exception {
        List<Connections> connections = new CopyOnWriteArrayList<>();
        try (Cluster cluster = Cluster.start(node -> add(connections))) {
            Vertx node = cluster.edge();
            await(cluster.worker()
                    .eventBus()
                    .<String>consumer("other", message -> message.reply(message.body()))
                    .completion());
            Thread bus = thread(HazelcastMembership.of(node).busLoop());

            await(ask(node, elsewhere(node, bus)));

            assertThat(connections.getFirst().threads).containsExactly(bus);
        }
    }

    private static Connections add(List<Connections> all) {
        Connections added = new Connections();
        all.add(added);
        return added;
    }

    private static Context elsewhere(Vertx node, Thread bus) {
        return Stream.generate(() -> await(Loops.run(node, Vertx::currentContext)))
                .filter(loop -> !thread(loop).equals(bus))
                .findFirst()
                .orElseThrow();
    }

    private static Future<String> ask(Vertx node, Context from) {
        Promise<String> answer = Promise.promise();
        from.runOnContext(here -> node.eventBus()
                .<String>request("other", "there?")
                .<String>map(message -> message.body())
                .onComplete(answer));
        return answer.future();
    }

    private static Thread thread(Context loop) {
        Promise<Thread> thread = Promise.promise();
        loop.runOnContext(here -> thread.complete(Thread.currentThread()));
        return await(thread.future());
    }

    /** The event loops of connections to others and from others. */
    private static final class Connections implements VertxMetrics {

        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
            return recorder();
        }

        @Override
        public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
            return recorder();
        }

        private TCPMetrics<Object> recorder() {
            return new TCPMetrics<>() {
                @Override
                public Object connected(SocketAddress address, String remote) {
                    threads.add(Thread.currentThread());
                    return this;
                }
            };
        }
    }
}
