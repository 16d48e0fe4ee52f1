package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * The official conformance suite against a file with all that it wants to see. Skipped where it cannot be installed.
 * {@link ConformanceIT} has it look at the files that ship.
 */
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
        int port = TalkingEdge.listen(vertx, RunningPortolan.serve(vertx, folder));

        ConformanceSuite suite = ConformanceSuite.run(port, revision, revision);

        assertThat(suite.failed())
                .filteredOn(scenario -> !scenario.startsWith("tasks-"))
                .as(suite.output())
                .isEmpty();
        assertThat(suite.passed()).as(suite.output()).hasSizeGreaterThanOrEqualTo(required);
        assertThat(suite.status()).as(suite.output()).isZero();
    }
}
