package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportResolverTest {

    private static final String SHARED = """
            naftiko: 1.0.0-alpha1
            capability:
              consumes:
              - {type: http, namespace: other, baseUri: 'https://other.test'}
              - type: http
                namespace: shop
                baseUri: https://shop.test
                authentication: {type: bearer, token: '{{KEY}}'}
                resources:
                - name: items
                  path: /items
                  operations:
                  - {name: list, method: GET, colour: red}
            """;

    private final Map<String, Document> files = new HashMap<>();

    @Test
    void putsASectionOfAnotherFileInPlaceOfTheImport() {
        file("shared/shop.yaml", SHARED);

        Document resolved = resolved("- {import: shop, location: ./shared/shop.yaml}");

        Consumes consumes = resolved.capability().consumes().getFirst();
        assertThat(consumes.namespace()).isEqualTo("shop");
        assertThat(consumes.baseUri()).isEqualTo("https://shop.test");
        assertThat(consumes.authentication().where()).isEqualTo("capability.consumes[0].authentication");
        assertThat(resolved.source().at("capability.consumes[0].baseUri")).hasToString("shared/shop.yaml:7:14");
        assertThat(resolved.source().at("capability.consumes[0].resources[0].operations[0].method"))
                .hasToString("shared/shop.yaml:13:30");
        assertThat(resolved.source().at("capability.exposes")).hasToString("main.yaml:6:3");
    }

    @Test
    void renamesItWithAs() {
        file("shop.yaml", SHARED);

        List<Consumes> consumes = resolved(
                        "- {import: shop, from: shop.yaml, as: mart}\n  - {import: shop, from: shop.yaml}")
                .capability()
                .consumes();

        assertThat(consumes).extracting(Consumes::namespace).containsExactly("mart", "shop");
    }

    @Test
    void bringsTheProblemsOfTheSectionAndNoOthers() {
        file("shop.yaml", SHARED.replace("namespace: other", "namespac: other"));

        assertThat(resolved("- {import: shop, from: shop.yaml}").problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("shop.yaml:13:35: warning: capability.consumes[0].resources[0].operations[0]: unknown key");
    }

    @Test
    void takesEveryKindOfSection() {
        file("lib.yaml", """
                ikanos: 1.0.0-beta5
                binds:
                - {namespace: keys, keys: {A: B}}
                aggregates:
                  orders: {flows: {latest: {call: shop.list}}}
                exposes:
                - {type: mcp, namespace: tools, port: 9090, tools: {list: {call: shop.list}}}
                - {type: rest, namespace: rest, port: 8080, resources: []}
                - {type: skill, namespace: skills, port: 8081, skills: []}
                """);
        Document resolved = resolve("""
                ikanos: 1.0.0-beta5
                binds:
                - {import: keys, from: lib.yaml, as: env}
                capability:
                  aggregates:
                  - {import: orders, from: lib.yaml}
                  exposes:
                  - {import: tools, from: lib.yaml, as: own}
                  - {import: rest, from: lib.yaml}
                  - {import: skills, from: lib.yaml}
                """);

        CapabilitySpec capability = resolved.capability();
        assertThat(resolved.problems()).isEmpty();
        assertThat(capability.binds())
                .containsExactly(new CapabilitySpec.Binding("binds[0]", "env", null, Map.of("A", "B")));
        assertThat(capability.aggregates().getFirst().functions()).hasSize(1);
        assertThat(capability.exposes()).extracting(Exposes::namespace).containsExactly("own", "rest", "skills");
        assertThat(resolved.source().at("binds[0].keys.A")).hasToString("lib.yaml:3:31");
        assertThat(resolved.source().at("capability.aggregates[0].functions[0]"))
                .hasToString("lib.yaml:5:20");
    }

    @Test
    void takesTheOnlySectionUnderTheNameTheImportGives() {
        file("pages.yaml", SHARED.replaceAll("(?m)^  - \\{type.*\\n", "").replace("shop", "shop-api"));

        Document resolved = resolved("- {import: shop, from: pages.yaml}");

        assertThat(resolved.capability().consumes())
                .extracting(Consumes::namespace)
                .containsExactly("shop");
        assertThat(resolved.problems())
                .first()
                .hasToString("main.yaml:4:14: warning: capability.consumes[0]:"
                        + " 'pages.yaml' has no consumes 'shop'; its only one, 'shop-api', is taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "shpo, from: shared.yaml;'shared.yaml' has no consumes 'shpo' (did you mean 'shop'?)",
                "shop, from: none.yaml;'none.yaml' is not there, or cannot be read",
                "shop, from: /etc/shop.yaml;is '/etc/shop.yaml' (expected: a path relative to this file's folder)",
                "shop, from: 'https://x.test/shop.yaml';is 'https://x.test/shop.yaml' (expected: a path relative to this"
                        + " file's folder)",
                "shop, from: 'C:\\shop.yaml';is 'C:\\shop.yaml' (expected: a path relative to this file's folder)",
                "shop, from: ./x/../main.yaml;is this file itself (expected: another file)",
                "shop, from: tools.yaml;'tools.yaml' has no consumes 'shop' (expected: a file with consumes)",
                "shop, from: chain.yaml;'chain.yaml' imports in turn, from 'shared.yaml' (expected: a file without imports)",
                "shop, from: circle.yaml;'circle.yaml' imports in turn, from this file, in a circle (expected: a file without"
                        + " imports)",
                "shop, from: broken.yaml;'broken.yaml' cannot be used, see line 2 there: not YAML: a line does not fit the"
                        + " block around it (expected: its indentation, and only keys or only list items)"
            })
    void saysWhatCannotBeImported(String entry, String text) {
        file("shared.yaml", SHARED);
        file("tools.yaml", "naftiko: 0.5\ncapability:\n  exposes: []\n");
        file("chain.yaml", "naftiko: 0.5\nconsumes:\n- {import: shop, from: shared.yaml}\n");
        file("circle.yaml", "naftiko: 0.5\nconsumes:\n- {import: shop, from: ./main.yaml}\n");
        file("broken.yaml", "naftiko: 0.5\n- a\n");

        assertThat(resolved("- {import: " + entry + "}").problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("main.yaml:4:14: error: capability.consumes[0]: import: " + text);
    }

    @Test
    void variablesThatCannotBeImportedCostNothing() {
        Document resolved =
                resolve("naftiko: 0.5\nbinds:\n- {import: env, from: none.yaml}\ncapability:\n  exposes: []\n");

        assertThat(resolved.sound()).isTrue();
        assertThat(resolved.problems()).hasSize(1);
    }

    @Test
    void aLibraryNeedsNoMarker() {
        file("shop.yaml", "consumes:\n- {type: http, namespace: shop, baseUri: 'https://shop.test'}\n");

        Document resolved = resolved("- {import: shop, from: shop.yaml}");

        assertThat(resolved.sound()).isTrue();
        assertThat(resolved.capability().consumes().getFirst().baseUri()).isEqualTo("https://shop.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./a/../shared//shop.yaml",
                "shared/shop.yaml",
                "file:///./shared/shop.yaml",
                ".\\shared\\shop.yaml"
            })
    void namesFilesWithoutDetours(String from) {
        String text =
                "naftiko: 0.5\nconsumes:\n- {import: shop, from: '" + from + "'}\n- {import: b, from: ../b.yaml}\n";

        assertThat(SpecReader.read("main.yaml", text).imports()).containsExactly("shared/shop.yaml", "../b.yaml");
    }

    private void file(String path, String text) {
        files.put(path, SpecReader.read(path, text));
    }

    private Document resolved(String consumes) {
        return resolve("naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  " + consumes + "\n\n  exposes: []\n");
    }

    private Document resolve(String text) {
        Document document = SpecReader.read("main.yaml", text);
        return ImportResolver.resolve(document, files::get);
    }
}
