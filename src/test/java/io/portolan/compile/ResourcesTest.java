package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.ValueType;
import io.portolan.options.Size;
import io.portolan.plan.CacheHint;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code resources} of MCP adapters. */
final class ResourcesTest {

    private static final String FILE = """
            ikanos: 1.0.0-beta5
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://shop.test
                resources:
                - path: /items/{item_id}
                  operations:
                  - name: get
                    method: GET
                    inputParameters:
                    - {name: item_id, in: path, type: integer}
                    - {name: lang, in: query}
                - path: /items
                  operations:
                  - {name: list, method: GET}
              exposes:
              - type: mcp
                namespace: shop-mcp
                port: 9090
                ttlMs: 5000
                cacheScope: public
                maxBinarySize: 1.5 MiB
                resources:
            HERE""";

    @Test
    void runsAnOperation() {
        McpResource resource = resource("items: {display: Items, description: All, uri: 'data://items',"
                + " mimeType: application/json, call: shop.list}");

        assertThat(resource.name()).isEqualTo("items");
        assertThat(resource.title()).isEqualTo("Items");
        assertThat(resource.description()).isEqualTo("All");
        assertThat(resource.mimeType()).isEqualTo("application/json");
        assertThat(resource.uri()).hasToString("data://items");
        assertThat(resource.flows())
                .singleElement()
                .extracting(flow -> flow.id())
                .isEqualTo("shop.list");
    }

    @Test
    void givesTheVariablesOfItsUriToTheOperation() {
        for (String id : List.of("'{{id}}'", "'{id}'")) {
            McpEndpoint endpoint = endpoint(
                    Compilations.DEFAULTS,
                    "item: {uri: 'data://items/{id}', call: shop.get, with: {item_id: " + id + "}}");

            assertThat(endpoint.resources()).isEmpty();
            assertThat(endpoint.templates()).containsOnlyKeys("data://items/{id}");
            McpResource.Operation origin = (McpResource.Operation)
                    endpoint.templates().firstEntry().getValue().origin();
            assertThat(origin.parameters().all())
                    .filteredOn(parameter -> parameter.required())
                    .singleElement()
                    .satisfies(parameter -> {
                        assertThat(parameter.name()).isEqualTo("id");
                        assertThat(parameter.type()).isEqualTo(ValueType.INTEGER);
                    });
        }
    }

    @Test
    void fillsAParameterThatTheFileDoesNotNameByItsLikeness() {
        McpResource resource = templates("item: {uri: 'data://items/{itemId}', call: shop.get}");

        assertThat(((McpResource.Operation) resource.origin()).parameters().all())
                .extracting(parameter -> parameter.name())
                .containsExactly("itemId", "lang");
    }

    @Test
    void servesTheFilesOfAFolder() {
        McpResource resource = resource("docs: {uri: 'docs://all', location: 'file:///./docs'}");

        assertThat(resource.origin())
                .isInstanceOfSatisfying(
                        McpResource.Folder.class,
                        folder -> assertThat(folder.root().path()).isEqualTo("docs"));
        assertThat(resource.flows()).isEmpty();
    }

    @Test
    void answersWithAConstant() {
        McpResource resource = resource("motd: {uri: 'data://motd', mimeType: text/plain,"
                + " outputParameters: [{type: string, value: Hello}]}");

        assertThat(resource.flows()).singleElement().satisfies(flow -> {
            assertThat(flow.namespace()).isEqualTo("mcp.shop-mcp");
            assertThat(flow.steps()).isEmpty();
        });
    }

    @Test
    void hasTheHintsAndBoundsOfItsAdapter() {
        McpEndpoint endpoint = endpoint(
                Compilations.DEFAULTS, "a: {uri: 'data://a', call: shop.list, binary: true, maxBinarySize: 2KiB}");
        McpResource own = endpoint.resources().firstEntry().getValue();
        McpResource inherited = resource("a: {uri: 'data://a', call: shop.list}");

        CacheHint hint = new CacheHint(Duration.ofSeconds(5), CacheHint.Scope.PUBLIC);
        assertThat(endpoint.cache()).isEqualTo(hint);
        assertThat(own.cache()).isEqualTo(hint);
        assertThat(own.binary()).isTrue();
        assertThat(own.maxBinarySize()).isEqualTo(new Size(2048));
        assertThat(inherited.maxBinarySize()).isEqualTo(new Size(3 * 512 * 1024));
    }

    @Test
    void keepsTheIconsThatClientsMayLoad() {
        Compilation compilation = compile(
                Compilations.DEFAULTS,
                "a: {uri: 'data://a', call: shop.list, icons: [{src: 'https://x.test/a.png', mimeType: image/png,"
                        + " sizes: [48x48], theme: dark}, {src: 'http://x.test/a.png'}]}");

        assertThat(endpoint(compilation).resources().firstEntry().getValue().icons())
                .singleElement()
                .satisfies(icon -> assertThat(icon.sizes()).containsExactly("48x48"));
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .endsWith(
                        "warning: capability.exposes[0].resources[0].icons[1].src: 'http://x.test/a.png' (expected: an"
                                + " https: or data: URI); the icon is left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: {call: shop.list} | missing key 'uri' (expected: the URI to serve, such as data://orders/{id})",
                "a: {uri: items, call: shop.list} | 'items' (expected: an absolute URI, such as data://orders)",
                "a: {uri: 'd://{x}{y}', call: shop.list} | 'd://{x}{y}': nothing stands before '{y}' to tell it from"
                        + " '{x}' (expected: a text between them)",
                "a: {uri: 'd://a', call: shop.get} | nothing gives 'item_id' (expected: a value in 'with', or"
                        + " {item_id} in the uri)",
                "a: {uri: 'd://a'} | nothing to do (expected: call: <namespace>.<operation>, steps, ref, or outputs"
                        + " with a value)",
                "a: {uri: 'd://a', location: 'file:///../../../up'} | 'file:///../../../up' is outside (expected: a"
                        + " place below the folder of this file, or below the working folder)",
                "a: {uri: 'd://a/{x}', location: 'file:///./docs'} | a variable in the URI of files (expected: a URI"
                        + " without variables; the path of a file is added)",
                "a: {uri: 'd://a', call: shop.lst} | unknown operation 'shop.lst' (did you mean 'list'?)",
            })
    void leavesOutOneThatCannotBeServed(String bad, String text) {
        Compilation compilation = compile(Compilations.DEFAULTS, bad, "good: {uri: 'd://good', call: shop.list}");

        assertThat(endpoint(compilation).resources()).containsOnlyKeys("d://good");
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .startsWith("a.yaml:")
                .contains(": error: capability.exposes[0].resources[0]")
                .endsWith(": " + text);
    }

    @Test
    void refusesASecondResourceThatReadersCannotTellFromTheFirst() {
        Compilation compilation = compile(
                Compilations.DEFAULTS, "a: {uri: 'd://{x}', call: shop.list}", "b: {uri: 'd://{y}', call: shop.list}");

        assertThat(endpoint(compilation).templates()).containsOnlyKeys("d://{x}");
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .contains("resources[1].uri: 'd://{y}' is defined twice by this adapter");
    }

    private static McpResource resource(String resource) {
        return endpoint(Compilations.DEFAULTS, resource)
                .resources()
                .firstEntry()
                .getValue();
    }

    private static McpResource templates(String resource) {
        return endpoint(Compilations.DEFAULTS, resource)
                .templates()
                .firstEntry()
                .getValue();
    }

    private static McpEndpoint endpoint(CompileOptions options, String... resources) {
        Compilation compilation = compile(options, resources);
        assertThat(compilation.problems()).isEmpty();
        return endpoint(compilation);
    }

    private static McpEndpoint endpoint(Compilation compilation) {
        return compilation.plan().mcpServers().getFirst().endpoints().getLast();
    }

    private static Compilation compile(CompileOptions options, String... resources) {
        return Compilations.texts(options, FILE.replace("HERE", "      " + String.join("\n      ", resources) + "\n"));
    }
}
