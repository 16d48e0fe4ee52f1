package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.portolan.Listener;
import io.portolan.Listener.Kind;
import io.portolan.options.ControlOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.FreePort;
import io.portolan.testing.LogCapture;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which adapter listens where: files' own ports, one port for several, and control out of their way. */
@ExtendWith(VertxExtension.class)
final class SharedPortTest {

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void servesRestAndMcpOnOnePortWhenTheFileSaysSo() throws IOException {
        int port = FreePort.find();
        write("portkey-batch.yaml", port, port);

        RunningPortolan portolan = serve(SharedPortTest::ownPorts);

        assertThat(portolan.portolan().listeners())
                .filteredOn(listener -> listener.kind() != Kind.CONTROL)
                .containsExactly(new Listener(Kind.REST, port, port), new Listener(Kind.MCP, port, port));
        servesBoth(port);
    }

    @Test
    void servesRestAndMcpOnOnePortWhenTheSettingsSaySo() throws IOException {
        int port = FreePort.find();
        write("portkey-batch.yaml", 8080, 9090);
        write("batch-batch-jobs.yaml", 8081, 9091);

        serve(options -> options.withRest(options.rest().withPort(port))
                .withMcp(options.mcp().withPort(port)));

        servesBoth(port);
        assertThat(RawHttp.get(port, "/batch-batch-jobs-rest/v1/batch/jobs").status())
                .isEqualTo(200);
        assertThat(tools(port, "/mcp/batch-batch-jobs-mcp")).contains("get-batch-job");
    }

    @Test
    void leavesEverythingBelowMcpToMcp() throws IOException {
        int port = FreePort.find();
        write("portkey-batch.yaml", port, port);
        serve(SharedPortTest::ownPorts);

        RawHttp.Answer get = RawHttp.get(port, "/mcp");
        RawHttp.Answer unknown = RawHttp.get(port, "/mcp/none");
        RawHttp.Answer near = RawHttp.get(port, "/mcpx");

        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("allow")).isEqualTo("POST");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("no MCP endpoint");
        assertThat(near.body()).contains("'/mcpx' is not served here");
    }

    @Test
    void givesEachPortItsOwnServer() throws IOException {
        int portkeyRest = FreePort.find();
        int portkeyMcp = FreePort.find();
        int mistralRest = FreePort.find();
        int mistralMcp = FreePort.find();
        write("portkey-batch.yaml", portkeyRest, portkeyMcp);
        write("batch-batch-jobs.yaml", mistralRest, mistralMcp);

        RunningPortolan portolan = serve(SharedPortTest::ownPorts);

        assertThat(portolan.portolan().listeners())
                .filteredOn(listener -> listener.kind() != Kind.CONTROL)
                .extracting(Listener::port)
                .containsExactlyInAnyOrder(portkeyRest, portkeyMcp, mistralRest, mistralMcp);
        assertThat(RawHttp.get(portkeyRest, "/portkey-batch-rest/v1/batches").status())
                .isEqualTo(200);
        assertThat(RawHttp.get(portkeyRest, "/batch-batch-jobs-rest/v1/batch/jobs")
                        .status())
                .isEqualTo(404);
        assertThat(RawHttp.get(mistralRest, "/batch-batch-jobs-rest/v1/batch/jobs")
                        .status())
                .isEqualTo(200);
        assertThat(tools(portkeyMcp, "/mcp")).contains("retrieves-batch").doesNotContain("get-batch-job");
        assertThat(tools(mistralMcp, "/mcp")).contains("get-batch-job").doesNotContain("retrieves-batch");
    }

    @Test
    void movesControlWhereAFileClaimsItsPort() throws IOException {
        int port = FreePort.find();
        write("portkey-batch.yaml", port, FreePort.find());
        try (LogCapture log = LogCapture.start(Level.WARN)) {

            RunningPortolan portolan =
                    serve(options -> ownPorts(options).withControl(new ControlOptions(port, "127.0.0.1")));

            int control = portolan.port(Kind.CONTROL);
            assertThat(control).isGreaterThan(port);
            assertThat(portolan.control("/health/ready").statusCode()).isEqualTo(200);
            assertThat(RawHttp.get(port, "/portkey-batch-rest/v1/batches").status())
                    .isEqualTo(200);
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("control moved", "" + port, "" + control));
        }
    }

    @Test
    void takesDifferentFreePortsForDifferentKinds() throws IOException {
        write("portkey-batch.yaml", 8080, 9090);

        RunningPortolan portolan = serve(options -> options);

        assertThat(portolan.portolan().listeners()).extracting(Listener::port).doesNotHaveDuplicates();
        assertThat(portolan.portolan().listeners())
                .extracting(Listener::planned)
                .containsOnly(0);
    }

    @Test
    void sharesFreePortsWithNoOtherPortolanOnTheSameVertx(@TempDir Path second) throws IOException {
        write("portkey-batch.yaml", 8080, 9090);
        Seeds.copy(second, "batch-batch-jobs.yaml", FreePort.find());

        RunningPortolan one = serve(options -> options);
        RunningPortolan two = RunningPortolan.serve(vertx, second, key -> "key", options -> options.withSandbox(true));

        assertThat(one.port(Kind.REST)).isNotEqualTo(two.port(Kind.REST));
        assertThat(one.get("/batch-batch-jobs-rest/v1/batch/jobs").statusCode()).isEqualTo(404);
        assertThat(two.get("/batch-batch-jobs-rest/v1/batch/jobs").statusCode()).isEqualTo(200);
    }

    private static void servesBoth(int port) {
        assertThat(RawHttp.get(port, "/portkey-batch-rest/v1/batches").status()).isEqualTo(200);
        assertThat(tools(port, "/mcp")).contains("retrieves-batch");
        assertThat(tools(port, "/mcp/portkey-batch-mcp")).contains("retrieves-batch");
    }

    private static String tools(int port, String endpoint) {
        RawHttp.Answer answer =
                RawHttp.request(port, "POST " + endpoint, "localhost", LIST, "Content-Type: application/json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("result").encode();
    }

    private RunningPortolan serve(UnaryOperator<PortolanOptions> change) {
        return RunningPortolan.serve(vertx, folder, key -> "key", options -> change.apply(options.withSandbox(true)));
    }

    private static PortolanOptions ownPorts(PortolanOptions options) {
        return options.withRest(options.rest().withPort(null))
                .withMcp(options.mcp().withPort(null));
    }

    private void write(String file, int restPort, int mcpPort) throws IOException {
        Files.writeString(
                folder.resolve(file),
                Seeds.text(file, 1)
                        .replace("port: 8080", "port: " + restPort)
                        .replace("port: 9090", "port: " + mcpPort));
    }
}
