package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Capabilities;
import io.portolan.Listener;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.PortolanPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartReportTest {

    private static final List<Listener> LISTENING = List.of(
            new Listener(Listener.Kind.REST, 8080, 8080),
            new Listener(Listener.Kind.MCP, 9090, 9090),
            new Listener(Listener.Kind.CONTROL, 9091, 9091));

    @Test
    void namesEveryNamespaceWithItsAddress() throws IOException {
        List<String> lines = report(PortolanOptions.defaults()).lines(Map.of());

        assertThat(lines)
                .contains(
                        "portkey-batch-rest        REST  http://127.0.0.1:8080/portkey-batch-rest           5 operations",
                        "portkey-batch-mcp         MCP   http://127.0.0.1:9090/mcp/portkey-batch-mcp        5 tools")
                .last()
                .isEqualTo("control http://127.0.0.1:9091");
        assertThat(lines).filteredOn(line -> line.contains(" REST ")).hasSize(5);
        assertThat(lines).filteredOn(line -> line.contains(" MCP ")).hasSize(6);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("(all) "))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:9090/mcp ");
    }

    @Test
    void namesTheKeysThatAreMissing() throws IOException {
        List<String> lines =
                report(PortolanOptions.defaults()).lines(Map.of("TOGETHER_AI_API_KEY", "x", "PORTKEY_API_KEY", ""));

        assertThat(lines)
                .contains("missing key PORTKEY_API_KEY: calls of portkey-batch are answered with 503")
                .noneMatch(line -> line.contains("TOGETHER_AI_API_KEY"));
    }

    @Test
    void missesNoKeyInTheSandbox() throws IOException {
        List<String> lines =
                report(PortolanOptions.defaults().withSandbox(true)).lines(Map.of());

        assertThat(lines).noneMatch(line -> line.contains("missing"));
    }

    private static StartReport report(PortolanOptions options) throws IOException {
        PortolanPlan plan = Capabilities.load(options).plan();
        return new StartReport(plan, options, LISTENING);
    }
}
