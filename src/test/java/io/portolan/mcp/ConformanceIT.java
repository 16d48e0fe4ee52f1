package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.NodePrograms;
import io.portolan.testing.PortolanProcess;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official conformance suite against {@code ./portolan run --sandbox}. Skipped where it cannot be installed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell is needed")
final class ConformanceIT {

    private static final Pattern ALL_TOOLS =
            Pattern.compile("\\(all\\) +MCP +http://127\\.0\\.0\\.1:(\\d+)/mcp +30 tools");

    private static PortolanProcess portolan;
    private static int port;

    /** Downloads take their time on a machine that has none of them yet. */
    @BeforeAll
    @Timeout(300)
    static void start() throws Exception {
        NodePrograms.require();
        portolan = PortolanProcess.start(
                Map.of(), "run", "--sandbox", "--rest-port", "0", "--mcp-port", "0", "--control-port", "0");
        portolan.awaitServing();
        Matcher all = ALL_TOOLS.matcher(portolan.out());
        assertThat(all.find()).as(portolan.out()).isTrue();
        port = Integer.parseInt(all.group(1));
    }

    @AfterAll
    static void stop() {
        if (portolan != null) {
            portolan.close();
        }
    }

    /** All others call for tools, resources or prompts of certain names. */
    @ParameterizedTest
    @CsvSource({
        "2026-07-28, tools-list server-sse-multiple-streams resources-list sep-2164-resource-not-found prompts-list"
                + " dns-rebinding-protection caching input-required-result-missing-input-response"
                + " input-required-result-unsupported-methods input-required-result-ignore-extra-params"
                + " input-required-result-validate-input http-header-validation",
        "2025-11-25, server-initialize logging-set-level ping tools-list server-sse-multiple-streams resources-list"
                + " prompts-list dns-rebinding-protection server-session-lifecycle server-sse-polling"
    })
    void passesWithTheFilesThatShipWhatNeedsNoOthers(String revision, String scenarios) throws Exception {
        ConformanceSuite suite = ConformanceSuite.run(port, revision, revision + "-sandbox");

        assertThat(suite.passed()).as(suite.output()).contains(scenarios.split(" "));
    }
}
