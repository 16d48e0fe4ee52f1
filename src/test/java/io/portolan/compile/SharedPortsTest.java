package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.plan.CacheHint;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.RestRoute;
import java.time.Duration;
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
    void callsPromptsAndResourcesByTheSameRule() {
        String one = texts("one", "a: {template: One}", "a: {uri: 'data://a', %s}, t: {uri: 'data://t/{x}', %s}");
        String two = texts("two", "a: {template: Two}", "b: {uri: 'data://b', %s}, t: {uri: 'data://t/{y}', %s}")
                .replace("value: x", "value: y");

        McpEndpoint auto = all(Compilations.texts(Compilations.DEFAULTS, one, two));
        assertThat(auto.prompts()).containsOnlyKeys("one_a", "two_a");
        assertThat(auto.resources()).containsOnlyKeys("data://a", "data://b");
        assertThat(auto.templates()).containsOnlyKeys("one+data://t/{x}", "two+data://t/{y}");
        assertThat(auto.templates().firstEntry().getValue().uri()).hasToString("one+data://t/{x}");

        McpEndpoint always = all(Compilations.texts(naming(ToolNames.ALWAYS), one));
        assertThat(always.prompts()).containsOnlyKeys("one_a");
        assertThat(always.resources()).containsOnlyKeys("one+data://a");

        Compilation never = Compilations.texts(naming(ToolNames.NEVER), one, two);
        assertThat(all(never).prompts()).containsOnlyKeys("a");
        assertThat(Compilations.lines(never))
                .contains("b.yaml:7:9: warning: capability.exposes[0].prompts[0]: prompt 'a' is not listed on /mcp:"
                        + " 'one' has one of this name (the setting mcp.toolNames is never)");
    }

    @Test
    void tellsApartWhatANamespaceInFrontMakesAlike() {
        String one = texts("a", "b_c: {template: One}", "");
        String two = texts("a_b", "c: {template: Two}", "");
        String three = texts("z", "b_c: {template: Three}, c: {template: Four}", "");

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, one, two, three);

        assertThat(all(compilation).prompts()).hasSize(4).containsKeys("a_b_c", "z_b_c", "z_c");
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .matches("b.yaml:7:9: warning: capability.exposes\\[0].prompts\\[0]: prompt 'c' is"
                        + " 'a_b_c_[0-9a-f]{8}' on /mcp, for 'a' has one called 'a_b_c'");
    }

    @Test
    void keepsOnlyAsLongAsEveryFileSays() {
        String one = texts("one", "a: {template: One}", "").replace("port: 9090", "port: 9090, ttlMs: 500");
        String two = texts("two", "b: {template: Two}", "")
                .replace("port: 9090", "port: 9090, ttlMs: 900, cacheScope: public");

        assertThat(all(Compilations.texts(Compilations.DEFAULTS, one, two)).cache())
                .isEqualTo(new CacheHint(Duration.ofMillis(500), null));
        assertThat(all(Compilations.texts(Compilations.DEFAULTS, two)).cache())
                .isEqualTo(new CacheHint(Duration.ofMillis(900), CacheHint.Scope.PUBLIC));
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
        return all(Compilations.texts(naming(naming), files)).tools().keySet().stream();
    }

    private static CompileOptions naming(ToolNames naming) {
        return new CompileOptions(null, null, naming, false, Overlay.NONE);
    }

    /** A file of prompts and resources; {@code %s} stands for a constant answer. */
    private static String texts(String namespace, String prompts, String resources) {
        return """
                ikanos: 1.0.0-beta5
                capability:
                  exposes:
                  - {type: mcp, namespace: NAMESPACE, port: 9090,
                    resources: {RESOURCES},
                    prompts:
                      { PROMPTS } }
                """.replace("NAMESPACE", namespace)
                .replace("PROMPTS", prompts)
                .replace("RESOURCES", resources.replace("%s", "outputParameters: [{name: o, value: x}]"));
    }
}
