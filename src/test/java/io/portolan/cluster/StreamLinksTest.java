package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.link.LinkOptions;
import io.portolan.bus.link.Links;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.options.TlsOptions;
import io.portolan.testing.Certificates;
import io.portolan.testing.Cluster;
import io.portolan.testing.Fountain;
import io.portolan.testing.FreePort;
import io.portolan.testing.Loops;
import io.portolan.testing.Sums;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is linked to whom, and what happens where nobody is. */
final class StreamLinksTest {

    private static final long MIB = 1 << 20;
    private static final LinkOptions.Bounds BOUNDS =
            new LinkOptions.Bounds(Duration.ofMinutes(1), Duration.ofSeconds(5), 1024);

    @TempDir
    Path folder;

    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        Future.join(nodes.stream().map(Vertx::close).toList()).await(20, SECONDS);
    }

    @Test
    void linkWhoHasACertificateOfTheSameAuthorityAndNobodyElse() throws Exception {
        Certificates ours = Certificates.in(Files.createDirectory(folder.resolve("ours")));
        Certificates theirs = Certificates.in(Files.createDirectory(folder.resolve("theirs")));
        Vertx one = link(ours.issue("one"));
        Vertx two = link(ours.issue("two"));
        Vertx stranger = link(theirs.issue("stranger"));
        Vertx plain = link(TlsOptions.none());
        Fountain source = Fountain.of(MIB, 8 * 1024);

        assertThat(await(read(two, refer(one, source)))).isEqualTo(source.sha256());
        for (Vertx other : List.of(stranger, plain)) {
            Reference offered = refer(one, Fountain.of(MIB, 8 * 1024));
            assertThatThrownBy(() -> read(other, offered).await(10, SECONDS)).hasMessageContaining("broke off");
        }
    }

    @Test
    void leaveItToTheEventBusWhereTheOtherNodeCannotBeConnectedTo() throws Exception {
        try (Cluster cluster = Cluster.start().streams()) {
            Fountain source = Fountain.of(4 * MIB, 8 * 1024);
            Reference offered = refer(cluster.worker(), source);
            InboxAddress inbox = InboxAddress.parse(offered.inbox());
            InboxAddress firewalled = new InboxAddress(inbox.bus(), HostAndPort.create("127.0.0.1", FreePort.find()));

            Reference reference = new Reference(firewalled.toString(), offered.stream(), 4 * MIB, offered.patience());

            assertThat(await(read(cluster.edge(), reference))).isEqualTo(source.sha256());
            cluster.awaitNothingOpen();
        }
    }

    private Vertx link(TlsOptions tls) {
        Vertx node = Vertx.vertx();
        nodes.add(node);
        MessageCodecs.register(node);
        NetServerOptions server = new NetServerOptions().setHost("127.0.0.1").setPort(0);
        await(Links.open(
                node,
                new LinkOptions(
                        BusTls.over(server, tls), BusTls.over(new NetClientOptions(), tls), "127.0.0.1", BOUNDS)));
        await(Streams.of(node).listen());
        return node;
    }

    private static Reference refer(Vertx node, Fountain source) {
        return Streams.of(node).refer(await(source.offer(node)));
    }

    private static Future<String> read(Vertx node, Reference reference) {
        ByteStream stream = Streams.of(node).fetch(reference);
        return Loops.run(node, () -> Sums.of(stream.take())).compose(sum -> sum);
    }
}
