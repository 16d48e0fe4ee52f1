package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.ClusterOptions;
import io.portolan.testing.FreePort;
import io.portolan.testing.Loops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OneLoopHazelcastTest {

    private final String name = "test-" + UUID.randomUUID();
    private final List<String> members = new ArrayList<>();
    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        Future.join(nodes.stream().map(Vertx::close).toList()).await(20, SECONDS);
    }

    @Test
    void hasTheBusWriteToOtherNodesWhereItReadsFromThem() throws Exception {
        Connections connections = new Connections();
        Vertx node = join(connections);
        Vertx other = join(new Connections());
        await(other.eventBus()
                .<String>consumer("other", message -> message.reply(message.body()))
                .completion());
        Thread bus = thread(HazelcastMembership.of(node).busLoop());

        for (Context loop : elsewhere(node, bus)) {
            await(ask(node, loop));
        }

        assertThat(connections.threads).containsExactly(bus);
    }

    private static List<Context> elsewhere(Vertx node, Thread bus) {
        return Stream.generate(() -> await(Loops.run(node, Vertx::currentContext)))
                .filter(loop -> !thread(loop).equals(bus))
                .limit(3)
                .toList();
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

    private Vertx join(Connections connections) throws Exception {
        int port = FreePort.find();
        members.add("127.0.0.1:" + port);
        ClusterOptions options = new ClusterOptions(true, name, null, "127.0.0.1", port, members);
        VertxOptions loops =
                new VertxOptions().setEventLoopPoolSize(4).setMetricsOptions(new MetricsOptions().setEnabled(true));
        Vertx node = Clustering.join(Vertx.builder().withMetrics(any -> connections), loops, options)
                .await(20, SECONDS);
        nodes.add(node);
        return node;
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
