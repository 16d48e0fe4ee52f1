package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portolan.options.ClusterOptions;
import io.portolan.options.TlsOptions;
import io.portolan.testing.Certificates;
import io.portolan.testing.FreePort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BusTlsTest {

    private final String name = "test-" + UUID.randomUUID();
    private final List<String> members = new ArrayList<>();
    private final List<Vertx> nodes = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        Future.join(nodes.stream().map(Vertx::close).toList()).await(20, SECONDS);
    }

    @Test
    void joinsWhoHasACertificateOfTheSameAuthorityAndNobodyElse() throws Exception {
        Certificates ours = Certificates.in(Files.createDirectory(folder.resolve("ours")));
        Certificates theirs = Certificates.in(Files.createDirectory(folder.resolve("theirs")));
        Vertx one = join(ours.issue("one"));
        Vertx two = join(ours.issue("two"));
        Vertx stranger = join(theirs.issue("stranger"));
        Vertx plain = join(TlsOptions.none());
        List<Object> heard = new CopyOnWriteArrayList<>();
        one.eventBus()
                .<String>consumer("one", message -> {
                    heard.add(message.body());
                    message.reply("heard");
                })
                .completion()
                .await(10, SECONDS);
        stranger.eventBus()
                .consumer("stranger", message -> heard.add(message.body()))
                .completion()
                .await(10, SECONDS);

        assertThat(ask(two, "one").await(10, SECONDS)).isEqualTo("heard");
        assertThat(catchThrowable(() -> ask(stranger, "one").await(10, SECONDS)))
                .isNotNull();
        assertThat(catchThrowable(() -> ask(plain, "one").await(10, SECONDS))).isNotNull();
        assertThat(catchThrowable(() -> ask(two, "stranger").await(10, SECONDS)))
                .isNotNull();
        assertThat(heard).hasSize(1);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        String there = Files.createFile(folder.resolve("there.pem")).toString();

        assertThatThrownBy(() -> join(new TlsOptions(there, null, there)))
                .hasMessage("cluster.tls.key is not set (expected: certificate, key and trust, or none of them)");
        assertThatThrownBy(() -> join(new TlsOptions(there, there, "gone.pem")))
                .hasMessage("cluster.tls.trust: 'gone.pem' cannot be read (expected: a PEM file)");
    }

    @Test
    void doesNotStartWithWhatIsNoCertificate() throws Exception {
        String empty = Files.createFile(folder.resolve("empty.pem")).toString();

        assertThatThrownBy(() -> join(new TlsOptions(empty, empty, empty))).isNotNull();
    }

    private Vertx join(TlsOptions tls) throws Exception {
        int port = FreePort.find();
        members.add("127.0.0.1:" + port);
        ClusterOptions options = new ClusterOptions(true, name, null, "127.0.0.1", port, members).withTls(tls);
        VertxOptions loops = new VertxOptions().setEventLoopPoolSize(1);
        Vertx node = Clustering.join(Vertx.builder(), loops, options).await(20, SECONDS);
        nodes.add(node);
        return node;
    }

    private static Future<Object> ask(Vertx node, String address) {
        return node.eventBus()
                .request(address, "anybody?", new DeliveryOptions().setSendTimeout(2_000))
                .map(reply -> reply.body());
    }
}
