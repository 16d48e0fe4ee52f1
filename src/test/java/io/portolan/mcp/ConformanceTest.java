package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.NodePrograms;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official conformance suite. Skipped where it cannot be installed. */
@ExtendWith(VertxExtension.class)
final class ConformanceTest {

    /** Downloads take their time on a machine that has none of them yet. */
    @BeforeAll
    @Timeout(300)
    static void install() throws Exception {
        NodePrograms.require();
    }

    @ParameterizedTest
    @CsvSource({"2026-07-28, 37", "2025-11-25, 30"})
    void passesAllThatARevisionRequires(String revision, int required, Vertx vertx, @TempDir Path folder)
            throws Exception {
        ConformanceUpstream.start(vertx, folder);
        String url = url(TalkingEdge.listen(vertx, RunningPortolan.serve(vertx, folder)));

        ConformanceSuite suite = ConformanceSuite.run(url, revision, revision);

        assertThat(suite.failed())
                .filteredOn(scenario -> !scenario.startsWith("tasks-"))
                .as(suite.output())
                .isEmpty();
        assertThat(suite.passed()).as(suite.output()).hasSizeGreaterThanOrEqualTo(required);
        assertThat(suite.status()).as(suite.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-28, tools-list server-sse-multiple-streams resources-list sep-2164-resource-not-found prompts-list"
                + " dns-rebinding-protection caching input-required-result-missing-input-response"
                + " input-required-result-unsupported-methods input-required-result-ignore-extra-params"
                + " input-required-result-validate-input http-header-validation",
        "2025-11-25, server-initialize logging-set-level ping tools-list server-sse-multiple-streams resources-list"
                + " prompts-list dns-rebinding-protection server-session-lifecycle server-sse-polling"
    })
    void passesWithTheFilesThatShipWhatNeedsNoOthers(String revision, String scenarios, Vertx vertx) throws Exception {
        RunningPortolan portolan =
                RunningPortolan.start(vertx, RunningPortolan.anyPorts().withSandbox(true), key -> null);

        ConformanceSuite suite =
                ConformanceSuite.run(url(portolan.port(Listener.Kind.MCP)), revision, revision + "-sandbox");

        assertThat(suite.passed()).as(suite.output()).contains(scenarios.split(" "));
    }

    private static String url(int port) {
        return "http://localhost:" + port + "/mcp";
    }
}
