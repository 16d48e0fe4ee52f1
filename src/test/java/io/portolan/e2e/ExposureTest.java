package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.options.McpLimits;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.RestOptions;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static PortolanOptions open(PortolanOptions options) {
        return options.withRest(new RestOptions(0, "0.0.0.0", List.of(), List.of()))
                .withMcp(new McpOptions(
                        0, "0.0.0.0", List.of(), List.of(), McpOptions.ToolNames.AUTO, McpLimits.defaults()));
    }
}
