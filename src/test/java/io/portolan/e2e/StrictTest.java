package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.InvalidCapabilityException;
import io.portolan.Listener;
import io.portolan.ReloadReport;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.FreePort;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code strict}: all of the files are served, or none. */
@ExtendWith(VertxExtension.class)
final class StrictTest {

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) throws IOException {
        this.vertx = vertx;
        Shops.write(folder, "shop", 9, "", "");
        Shops.write(folder, "stall", 9, "", "");
    }

    @Test
    void servesAllButTheFaultyToolWithoutIt() throws IOException {
        Path broken = breakOne();

        RunningPortolan portolan = serve(options -> options);

        assertThat(portolan.portolan().problems())
                .anyMatch(line -> line.startsWith(broken + ":") && line.contains(": error: "));
        assertThat(portolan.get("/shop-rest/items").statusCode()).isNotEqualTo(404);
        assertThat(portolan.get("/stall-rest/items").statusCode()).isNotEqualTo(404);
    }

    @Test
    void listensNowhereForOneError() throws IOException {
        Path broken = breakOne();
        int rest = FreePort.find();

        assertThatThrownBy(() -> serve(options ->
                        options.withStrict(true).withRest(options.rest().withPort(rest))))
                .isInstanceOf(InvalidCapabilityException.class)
                .hasMessageContaining(broken + ":")
                .hasMessageContaining(": error: ");

        new ServerSocket(rest, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void servesAllWhereThereIsNoError() {
        RunningPortolan portolan = serve(options -> options.withStrict(true));

        assertThat(portolan.portolan().listeners())
                .extracting(Listener::kind)
                .contains(Listener.Kind.REST, Listener.Kind.MCP);
        assertThat(portolan.get("/shop-rest/items").statusCode()).isNotEqualTo(404);
    }

    @Test
    void takesNothingOfAChangeWithAnError() throws IOException {
        RunningPortolan portolan = serve(options -> options.withStrict(true));
        Path broken = breakOne();
        Shops.write(folder, "kiosk", 9, "", "");

        ReloadReport refused = RunningPortolan.await(portolan.portolan().reload());

        assertThat(refused.taken()).isFalse();
        assertThat(refused.problems()).anyMatch(line -> line.startsWith(broken + ":") && line.contains(": error: "));
        assertThat(portolan.get("/kiosk-rest/items").statusCode()).isEqualTo(404);
        assertThat(portolan.get("/stall-rest/items").statusCode()).isNotEqualTo(404);

        Shops.write(folder, "stall", 9, "", "");
        ReloadReport mended = RunningPortolan.await(portolan.portolan().reload());

        assertThat(mended.taken()).isTrue();
        assertThat(portolan.get("/kiosk-rest/items").statusCode()).isNotEqualTo(404);
    }

    /** One tool of one file calls what is not there. */
    private Path breakOne() throws IOException {
        Path file = folder.resolve("stall.yaml");
        return Files.writeString(
                file,
                Files.readString(file)
                        .replace("description: Lists., call: stall.list", "description: L, call: stall.lst"));
    }

    private RunningPortolan serve(UnaryOperator<PortolanOptions> change) {
        PortolanOptions options = RunningPortolan.anyPorts().withCapabilities(List.of(folder.toString()));
        return RunningPortolan.start(vertx, change.apply(options), key -> "k");
    }
}
