package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener.Kind;
import io.portolan.ReloadReport;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ports that come and go while Portolan runs, and the one by which an operator asks for it. */
@ExtendWith(VertxExtension.class)
final class ReloadPortsTest {

    private static final String PORTKEY = "portkey-batch.yaml";

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Seeds.copy(folder, PORTKEY, upstream.port());
    }

    @Test
    void opensAPortThatComesAndClosesOneThatGoes() throws IOException {
        int before = FreePort.find();
        int after = FreePort.find();
        rewrite(PORTKEY, text -> text.replace("port: 8080", "port: " + before));
        RunningPortolan portolan = serve(ReloadPortsTest::ownRestPorts);
        rewrite(PORTKEY, text -> text.replace("port: " + before, "port: " + after));

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isTrue();
        assertThat(portolan.port(Kind.REST)).isEqualTo(after);
        assertThat(RawHttp.get(after, "/v1/batches").status()).isEqualTo(200);
        RunningPortolan.eventually(vertx, () -> FreePort.is(before));
    }

    @Test
    void leavesEverythingAsItWasWhenAPortIsTaken() throws IOException {
        int before = FreePort.find();
        rewrite(PORTKEY, text -> text.replace("port: 8080", "port: " + before));
        RunningPortolan portolan = serve(ReloadPortsTest::ownRestPorts);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            rewrite(
                    PORTKEY,
                    text -> text.replace("port: " + before, "port: " + taken.getLocalPort())
                            .replace("/v1/batches", "/v2/batches"));

            ReloadReport report = reload(portolan);

            assertThat(report.taken()).isFalse();
            assertThat(report.problems())
                    .singleElement()
                    .asString()
                    .startsWith("cannot listen on port " + taken.getLocalPort());
        }
        assertThat(RawHttp.get(before, "/v1/batches").status()).isEqualTo(200);
        assertThat(reload(portolan).taken()).isTrue();
        RunningPortolan.eventually(vertx, () -> FreePort.is(before));
    }

    @Test
    void reloadsForTheOperator() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        rewrite(PORTKEY, text -> text.replace("/v1/batches", "/v2/batches"));

        RawHttp.Answer taken = RawHttp.request(portolan.port(Kind.CONTROL), "POST /reload", "localhost", "");
        Files.delete(folder.resolve(PORTKEY));
        RawHttp.Answer refused = RawHttp.request(portolan.port(Kind.CONTROL), "POST /reload", "localhost", "");
        RawHttp.Answer page = RawHttp.request(
                portolan.port(Kind.CONTROL), "POST /reload", "localhost", "", "Origin: https://evil.example");

        assertThat(taken.status()).isEqualTo(200);
        assertThat(new JsonObject(taken.body()).getJsonObject("files").getJsonArray("changed"))
                .containsExactly(path(PORTKEY));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(new JsonObject(refused.body()).getBoolean("taken")).isFalse();
        assertThat(refused.body()).contains("no capability file was found");
        assertThat(page.status()).isEqualTo(403);
    }

    private static ReloadReport reload(RunningPortolan portolan) {
        return RunningPortolan.await(portolan.portolan().reload());
    }

    private RunningPortolan serve(UnaryOperator<PortolanOptions> change) {
        return RunningPortolan.serve(vertx, folder, key -> "key", change);
    }

    private static PortolanOptions ownRestPorts(PortolanOptions options) {
        return options.withRest(options.rest().withPort(null));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void rewrite(String file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, change.apply(Files.readString(path)));
    }
}
