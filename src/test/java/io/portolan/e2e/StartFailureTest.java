package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Listener.Kind;
import io.portolan.options.ControlOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.FreePort;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A port that is taken: the message says which one and how to move it, and nothing is left running. */
@ExtendWith(VertxExtension.class)
final class StartFailureTest {

    private ServerSocket taken;

    @BeforeEach
    void take() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void giveBack() throws IOException {
        taken.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void leavesNothingBehindWhenAPortIsTaken(Kind kind, Vertx vertx) throws IOException {
        int rest = port(kind, Kind.REST);
        int mcp = port(kind, Kind.MCP);
        int control = port(kind, Kind.CONTROL);
        PortolanOptions defaults = PortolanOptions.defaults().withSandbox(true);
        PortolanOptions options = defaults.withRest(defaults.rest().withPort(rest))
                .withMcp(defaults.mcp().withPort(mcp))
                .withControl(new ControlOptions(control, "127.0.0.1"));

        assertThatThrownBy(() -> RunningPortolan.start(vertx, options, key -> null))
                .hasMessageContaining("cannot listen on port " + taken.getLocalPort())
                .hasMessageContaining(kind.name().toLowerCase(Locale.ROOT) + ".port");

        taken.close();
        RunningPortolan portolan = RunningPortolan.start(vertx, options, key -> null);
        assertThat(portolan.port(Kind.REST)).isEqualTo(rest);
        assertThat(portolan.port(Kind.MCP)).isEqualTo(mcp);
        assertThat(portolan.port(Kind.CONTROL)).isEqualTo(control);
        assertThat(portolan.get("/portkey-batch-rest/v1/batches").statusCode()).isEqualTo(200);
    }

    private int port(Kind unlucky, Kind kind) {
        return unlucky == kind ? taken.getLocalPort() : FreePort.find();
    }
}
