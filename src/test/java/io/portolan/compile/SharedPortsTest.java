package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.RestRoute;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where files meet on one port. */
final class SharedPortsTest {

    private static final String[] ALL = Compilations.SEEDS.toArray(String[]::new);

    @Test
    void servesEveryOperationUnderItsNamespaceAndOnItsPlainPath() {
        List<RestRoute> routes = routes(Compilations.seeds(Compilations.DEFAULTS, ALL));

        // Thirty operations; two plain paths are claimed by two files.
        assertThat(routes).filteredOn(route -> namespaced(route)).hasSize(30);
        assertThat(routes).filteredOn(route -> !namespaced(route)).hasSize(28);
    }

    @Test
    void letsTheCallerChooseWhereTwoFilesClaimAPath() {
        List<RestRoute> routes = routes(Compilations.seeds(Compilations.DEFAULTS, ALL));

        assertThat(routes)
                .filteredOn(route -> route.operations().size() > 1)
                .extracting(
                        route -> route.method() + " " + route.path().shape(),
                        route -> route.operations().stream()
                                .map(operation -> operation.namespace())
                                .toList())
                .containsExactly(
                        tuple("POST /v1/batches", List.of("ai-gateway-batches-rest", "portkey-batch-rest")),
                        tuple("GET /v1/batches/{}", List.of("ai-gateway-batches-rest", "portkey-batch-rest")));
    }

    @Test
    void doesNotDependOnTheOrderOfTheFiles() {
        List<RestRoute> routes = routes(Compilations.seeds(Compilations.DEFAULTS, ALL));
        String[] reversed = Compilations.SEEDS.reversed().toArray(String[]::new);

        assertThat(routes(Compilations.seeds(Compilations.DEFAULTS, reversed))).isEqualTo(routes);
    }

    @Test
    void countsTheSameRequestFiledTwiceAsOneClaim() {
        String other = ProblemsTest.SOUND
                .replace("namespace: shop-rest", "namespace: other-rest")
                .replace("namespace: shop-mcp", "namespace: other-mcp");

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, ProblemsTest.SOUND, other);

        assertThat(routes(compilation))
                .filteredOn(route -> !namespaced(route))
                .singleElement()
                .satisfies(route -> assertThat(route.operations())
                        .extracting(operation -> operation.namespace())
                        .containsExactly("other-rest"));
        assertThat(all(compilation).tools()).containsOnlyKeys("put-item");
    }

    @Test
    void listsEveryToolUnderItsOwnNameWhileItIsUnique() {
        Compilation compilation = Compilations.seeds(Compilations.DEFAULTS, ALL);

        List<McpEndpoint> endpoints = compilation.plan().mcpServers().getFirst().endpoints();
        assertThat(all(compilation).tools()).hasSize(30).containsKeys("create-batch", "sample");
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.path().equals("/mcp/together-ai-rl-mcp"))
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.tools()).hasSize(15));
    }

    @Test
    void putsTheNamespaceBeforeEveryToolWhoseNameTwoFilesClaim() {
        String other = ProblemsTest.SOUND.replace("/v1", "/v2").replace("namespace: shop-mcp", "namespace: other-mcp");

        assertThat(tools(ToolNames.AUTO, ProblemsTest.SOUND, other))
                .containsExactly("other-mcp_put-item", "shop-mcp_put-item");
        assertThat(tools(ToolNames.NEVER, ProblemsTest.SOUND, other)).containsExactly("put-item");
        assertThat(tools(ToolNames.ALWAYS, ProblemsTest.SOUND)).containsExactly("shop-mcp_put-item");
    }

    @Test
    void movesEveryAdapterToThePortOfTheSettings() {
        CompileOptions options = new CompileOptions(18080, 19090, ToolNames.AUTO, false, Overlay.NONE);

        Compilation compilation = Compilations.seeds(options, ALL);

        assertThat(compilation.plan().restServers())
                .extracting(server -> server.port())
                .containsExactly(18080);
        assertThat(compilation.plan().mcpServers())
                .extracting(server -> server.port())
                .containsExactly(19090);
    }

    @Test
    void pointsEveryNamespaceAtTheSandboxWhenAsked() {
        CompileOptions options = new CompileOptions(null, null, ToolNames.AUTO, true, Overlay.NONE);

        Compilation compilation = Compilations.seeds(options, ALL);

        assertThat(compilation.plan().upstreams())
                .hasSize(5)
                .allSatisfy(upstream -> assertThat(upstream.baseUri()).hasToString("sandbox:"));
    }

    private static List<RestRoute> routes(Compilation compilation) {
        return compilation.plan().restServers().getFirst().routes();
    }

    private static boolean namespaced(RestRoute route) {
        return route.path()
                .toString()
                .startsWith("/" + route.operations().getFirst().namespace() + "/");
    }

    private static McpEndpoint all(Compilation compilation) {
        return compilation.plan().mcpServers().getFirst().endpoints().getFirst();
    }

    private static Stream<String> tools(ToolNames naming, String... files) {
        return all(Compilations.texts(new CompileOptions(null, null, naming, false, Overlay.NONE), files))
                .tools()
                .keySet()
                .stream();
    }
}
