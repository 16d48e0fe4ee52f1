package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all versions and habits become one shape. */
final class SpellingsTest {

    private static final String LISTS = """
            naftiko: 1.0.0-alpha2
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://shop.test
                resources:
                - name: items
                  path: /items
                  operations:
                  - name: list
                    method: GET
                    inputParameters:
                    - {name: page, in: query}
                    outputParameters:
                    - {name: id, type: string, value: $.id}
              exposes:
              - type: rest
                namespace: shop-rest
                port: 8080
                resources:
                - name: items
                  path: /items
                  operations:
                  - name: list
                    method: GET
                    inputParameters:
                    - {name: page, in: query, type: integer}
                    steps:
                    - {name: first, type: call, call: shop.list, with: {page: 1}}
                    mappings:
                    - {targetName: id, value: $.first.id}
              - type: mcp
                namespace: shop-mcp
                port: 9090
                tools:
                - name: list
                  label: List
                  call: shop.list
              - type: skill
                namespace: shop-skill
                port: 8081
                skills:
                - name: shopping
                  tools:
                  - name: list
                    from: {sourceNamespace: shop-mcp, action: list}
              aggregates:
              - namespace: orders
                label: Orders
                functions:
                - name: latest
                  call: shop.list
            """;

    private static final String BY_NAME = """
            ikanos: 1.0.0-beta5
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://shop.test
                resources:
                  items:
                    path: /items
                    operations:
                      list:
                        method: GET
                        inputParameters:
                          page: {in: query}
                        outputParameters:
                          id: {type: string, value: $.id}
              exposes:
              - type: rest
                namespace: shop-rest
                port: 8080
                resources:
                  items:
                    path: /items
                    operations:
                      list:
                        method: GET
                        inputParameters:
                          page: {in: query, type: integer}
                        steps:
                          first: {type: call, call: shop.list, with: {page: 1}}
                        mappings:
                        - {target: id, value: $.first.id}
              - type: mcp
                namespace: shop-mcp
                port: 9090
                tools:
                  list:
                    display: List
                    call: shop.list
              - type: skill
                namespace: shop-skill
                port: 8081
                skills:
                  shopping:
                    tools:
                      list:
                        from: {sourceNamespace: shop-mcp, action: list}
              aggregates:
                orders:
                  display: Orders
                  flows:
                    latest:
                      call: shop.list
            """;

    private static final String ONE_KEY_EACH = """
            naftiko: 1.0.0-alpha3
            capability: !!omap
            - consumes:
              - !!omap
                - type: http
                - namespace: shop
                - baseUri: https://shop.test
                - resources:
                  - items: !!omap
                    - path: /items
                    - operations:
                      - list: !!omap
                        - method: GET
                        - inputParameters:
                          - page: {in: query}
                        - outputParameters:
                          - id: {type: string, value: $.id}
            - exposes:
              - type: api
                namespace: shop-rest
                port: 8080
                resources:
                - items:
                    path: /items
                    operations:
                    - list:
                        method: GET
                        inputParameters: [page: {in: query, type: integer}]
                        steps: [first: {call: {operation: shop.list, with: {page: 1}}}]
                        mappings: {id: $.first.id}
              - type: mcp
                namespace: shop-mcp
                port: 9090
                tools:
                  name: list
                  label: List
                  call: shop.list
              - type: agent-skill
                namespace: shop-skill
                port: 8081
                skills: [shopping: {tools: [list: {from: {namespace: shop-mcp, tool: list}}]}]
            - aggregates:
              - namespace: orders
                label: Orders
                functions: [latest: {call: shop.list}]
            """;

    @Test
    void listsMapsByNameAndMappingsWithOneKeyAreOne() {
        CapabilitySpec lists = sound(LISTS);

        assertThat(sound(BY_NAME))
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(lists);
        assertThat(sound(ONE_KEY_EACH))
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(lists);
    }

    @Test
    void placesOfPartsByNameAreThoseOfTheirKeys() {
        SourceMap source = SpecReader.read("f", BY_NAME).source();

        assertThat(source.at("capability.exposes[1].tools[0]")).hasToString("f:37:7");
        assertThat(source.at("capability.exposes[1].tools[0].call")).hasToString("f:39:15");
        assertThat(source.at("capability.aggregates[0].functions[0]")).hasToString("f:52:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "naftiko: '0.4'", "naftiko: 0.5", "naftiko: 1.0.0-alpha1", "naftiko: 1.0.0-alpha2",
                "ikanos: 1.0.0-alpha3", "ikanos: 1.0.0-beta1", "ikanos: \"1.0.0-beta5\"", "ikanos: 1.0.0-beta5-SNAPSHOT"
            })
    void everyVersionIsRead(String marker) {
        Document document = SpecReader.read("f", marker + "\ncapability:\n  exposes: []\n");

        assertThat(document.marked()).isTrue();
        assertThat(document.problems()).isEmpty();
        assertThat(document.capability().version())
                .isEqualTo(marker.substring(marker.indexOf(' ') + 1).replaceAll("['\"]", ""));
    }

    @ParameterizedTest
    @CsvSource({"api", "http", "rest", "REST"})
    void earlyWordsForRestAreRest(String type) {
        String text = "naftiko: 0.4\ncapability:\n  exposes:\n  - {type: " + type + ", namespace: a, port: 80}\n";

        assertThat(sound(text).exposes()).singleElement().isInstanceOf(Exposes.Rest.class);
    }

    @Test
    void sectionsAtTheRootAreThoseOfTheCapability() {
        String consumes = "- {type: http, namespace: shop, baseUri: 'https://shop.test'}\n";
        String lone = "ikanos: 1.0.0-beta5\nconsumes:\n" + consumes;
        String both = "ikanos: 1.0.0-beta5\nconsumes:\n" + consumes.replace("shop", "b")
                + "capability:\n  consumes:\n  " + consumes;

        Document document = SpecReader.read("f", both);

        assertThat(sound(lone).consumes()).extracting(Consumes::namespace).containsExactly("shop");
        assertThat(document.capability().consumes())
                .extracting(Consumes::namespace)
                .containsExactly("shop", "b");
        assertThat(document.source().at("capability.consumes[1]")).hasToString("f:3:3");
        assertThat(document.source().at("capability.consumes[0]")).hasToString("f:6:5");
    }

    @Test
    void bindsStandAtTheRootInTheCapabilityAndInTheWordsOfTheFirstVersions() {
        List<CapabilitySpec.Binding> binds = sound("""
                naftiko: '0.4'
                externalRefs:
                - {name: old, type: environment, keys: {A: a}}
                - {name: file, type: variables, resolution: file, uri: ./dev.env}
                - {name: runtime, type: variables, resolution: runtime}
                binds:
                - {namespace: env, keys: {B: b}}
                capability:
                  binds:
                    inner: {location: 'file:keys.yaml', keys: [C]}
                  exposes: []
                """).binds();

        assertThat(binds)
                .extracting(bind -> bind.where() + " " + bind.namespace() + " " + bind.location() + " " + bind.keys())
                .containsExactly(
                        "binds[0] env null {B=b}",
                        "capability.binds[0] inner file:keys.yaml {C=C}",
                        "externalRefs[0] old null {A=a}",
                        "externalRefs[1] file file:./dev.env {}",
                        "externalRefs[2] runtime null {}");
    }

    @Test
    void itemsOfAListAreASchemaOneInAListOrTheFieldsOfAnObject() {
        String head =
                "naftiko: 0.5\ncapability:\n  exposes:\n  - {type: mcp, namespace: m, port: 1, tools: [{name: t, call: a.b,"
                        + " outputParameters: [{type: array, items: ";
        List<Output> items = Stream.of(
                        "{type: object, properties: {id: {mapping: $.id}}}",
                        "[{type: object, properties: {id: {mapping: $.id}}}]",
                        "{id: {mapping: $.id}}",
                        "{type: object, properties: [{name: id, mapping: $.id}]}")
                .map(shape -> sound(head + shape + "}]}]}\n"))
                .map(capability ->
                        ((Exposes.Mcp) capability.exposes().getFirst()).tools().getFirst())
                .map(tool -> tool.outputParameters().getFirst().items())
                .toList();

        assertThat(items).allSatisfy(item -> assertThat(item).isEqualTo(items.getFirst()));
        assertThat(items.getFirst().properties().get("id").mapping()).isEqualTo("$.id");
    }

    private static CapabilitySpec sound(String text) {
        Document document = SpecReader.read("f", text);
        assertThat(document.problems()).as(text).isEmpty();
        return document.capability();
    }
}
