package io.portolan.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Portolan;
import io.portolan.options.ClusterOptions;
import io.portolan.options.McpLimits;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.RestOptions;
import io.portolan.options.TlsOptions;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Listening where others can call. */
@ExtendWith(VertxExtension.class)
final class ExposureTest {

    private static final String GUARDED = "authentication: {type: bearer, token: '{{KEY}}'}";

    @TempDir
    Path folder;

    @Test
    void listensForOthersWhereEveryAdapterChecksItsCallers(Vertx vertx) throws IOException {
        Shops.write(folder, "shop", 9, new Shops.Blocks("", "", GUARDED));

        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, Map.of("KEY", "k")::get, ExposureTest::open);

        assertThat(portolan.get("/items").statusCode()).isEqualTo(401);
    }

    @Test
    void doesNotStartWhereAnAdapterIsOpen(Vertx vertx) throws IOException {
        Shops.write(folder, "shop", 9, new Shops.Blocks("", "", GUARDED));
        Shops.write(folder, "plain", 9, "", "");

        assertThatThrownBy(() -> RunningPortolan.serve(vertx, folder, key -> "k", ExposureTest::open))
                .hasMessage(
                        "rest.host: '0.0.0.0' can be reached by others, and callers of plain-rest are not authenticated"
                                + " (expected: a loopback address, authentication on every adapter, or insecure: true)");
    }

    @Test
    void startsWhenToldThatThisIsInsecure(Vertx vertx) throws IOException {
        Shops.write(folder, "plain", 9, "", "");

        RunningPortolan portolan = RunningPortolan.serve(
                vertx, folder, key -> "k", options -> open(options).withInsecure(true));

        assertThat(portolan.portolan().listeners()).hasSize(3);
    }

    @Test
    void joinsNoClusterOfOthersWhereAnybodyMayTalk() {
        assertThatThrownBy(() -> clustered(PortolanOptions.defaults(), TlsOptions.none()))
                .hasMessage(
                        "cluster.host: '192.0.2.7' can be reached by others, and the event bus does not ask them who"
                                + " they are (expected: a loopback address, cluster.tls, or insecure: true)");
    }

    @Test
    void joinsOneWhereNodesProveWhoTheyAre() {
        assertThatThrownBy(() -> clustered(PortolanOptions.defaults(), new TlsOptions("no.pem", "no.key", "no.pem")))
                .hasMessage("cluster.tls.certificate: 'no.pem' cannot be read (expected: a PEM file)");
    }

    @Test
    void joinsOneWhenToldThatThisIsInsecure() {
        PortolanOptions insecure = PortolanOptions.defaults().withInsecure(true);

        // An address for documents, RFC 5737: no machine has it.
        assertThatThrownBy(() -> clustered(insecure, TlsOptions.none()))
                .hasMessageContaining("No matching network interface found");
    }

    private static void clustered(PortolanOptions options, TlsOptions tls) throws TimeoutException {
        ClusterOptions cluster = new ClusterOptions(true, "exposed", null, "192.0.2.7", 0, List.of());
        Portolan.builder(options.withCluster(cluster.withTls(tls))).start().await(20, SECONDS);
    }

    private static PortolanOptions open(PortolanOptions options) {
        return options.withRest(new RestOptions(0, "0.0.0.0", List.of(), List.of()))
                .withMcp(new McpOptions(
                        0, "0.0.0.0", List.of(), List.of(), McpOptions.ToolNames.AUTO, McpLimits.defaults()));
    }
}
