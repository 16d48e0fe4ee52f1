package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.plan.McpEndpoint;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.PortolanPlan;
import org.junit.jupiter.api.Test;

/** Adapters with {@code transport: stdio}. */
final class StdioAdapterTest {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Ships, description: Ships at sea}
            capability:
              consumes:
              - type: http
                namespace: ships
                baseUri: https://ships.example/v1
                resources:
                - name: ships
                  path: /ships
                  operations:
                  - {name: list, method: GET}
                  - {name: sink, method: DELETE}
              exposes:
              - type: mcp
                namespace: harbour
                port: 9090
                tools:
                - {name: list, description: Lists ships., call: ships.list}
              - type: mcp
                namespace: navy
                transport: stdio
                tools:
                - {name: sink, description: Sinks ships., call: ships.sink}
              - type: mcp
                namespace: quay
                port: 9095
                tools:
                - {name: list, description: Lists ships for others., call: ships.sink}
            """;

    @Test
    void areOnNoPortAndHaveTheirToolsOverStdio() {
        PortolanPlan plan = plan(FILE);

        assertThat(plan.mcpServers())
                .extracting(server -> server.endpoints().stream()
                        .map(McpEndpoint::path)
                        .toList()
                        .toString())
                .containsExactly("[/mcp, /mcp/harbour]", "[/mcp, /mcp/quay]");
        assertThat(plan.stdio().tools().keySet())
                .as("everything, whatever its port")
                .containsExactly("harbour_list", "quay_list", "sink");
        assertThat(plan.withoutPort().tools().keySet()).containsExactly("sink");
        assertThat(PlanPrinter.print(plan)).containsOnlyOnce("mcp stdio\n  /mcp\n    sink -> ships.sink");
    }

    @Test
    void costNothingWhereThereAreNone() {
        PortolanPlan plan = plan(FILE.substring(0, FILE.indexOf("  - type: mcp\n    namespace: navy")));

        assertThat(plan.stdio())
                .isSameAs(plan.mcpServers().getFirst().endpoints().getFirst());
        assertThat(PlanPrinter.print(plan)).doesNotContain("stdio");
    }

    private static PortolanPlan plan(String text) {
        return Compilations.texts(Compilations.DEFAULTS, text).plan();
    }
}
