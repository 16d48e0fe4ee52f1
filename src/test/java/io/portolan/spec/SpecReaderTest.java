package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecReaderTest {

    @ParameterizedTest
    @CsvSource({
        "ai-gateway-batches, 2, 2, 2",
        "batch-batch-jobs, 4, 4, 4",
        "forge-training-jobs, 4, 4, 4",
        "portkey-batch, 5, 5, 5",
        "together-ai-rl, 15, 15, 15"
    })
    void readsTheShippedFilesWithoutAnyProblem(String name, int operations, int routes, int tools) {
        Document document = SpecReader.read(name, Seeds.text(name));

        CapabilitySpec capability = document.capability();
        assertThat(document.problems()).isEmpty();
        assertThat(document.sound()).isTrue();
        assertThat(document.marked()).isTrue();
        assertThat(capability.version()).isEqualTo("1.0.0-alpha2");
        assertThat(capability.consumes().getFirst().resources())
                .flatMap(Consumes.Resource::operations)
                .hasSize(operations);
        assertThat(((Exposes.Rest) capability.exposes().get(0)).resources())
                .flatMap(Exposes.Resource::operations)
                .hasSize(routes);
        assertThat(((Exposes.Mcp) capability.exposes().get(1)).tools()).hasSize(tools);
    }

    @Test
    void readsWhatAnApiConsumes() {
        CapabilitySpec capability =
                SpecReader.read("portkey", Seeds.text("portkey-batch")).capability();

        assertThat(capability.info().label()).isEqualTo("Portkey API — Batch");
        assertThat(capability.info().tags()).containsExactly("Portkey", "Batch");
        assertThat(capability.binds())
                .containsExactly(new CapabilitySpec.Binding(
                        "binds[0]", "env", null, Map.of("PORTKEY_API_KEY", "PORTKEY_API_KEY")));
        Consumes consumes = capability.consumes().getFirst();
        assertThat(consumes.namespace()).isEqualTo("portkey-batch");
        assertThat(consumes.baseUri()).isEqualTo("https://api.portkey.ai/v1");
        assertThat(consumes.authentication())
                .isEqualTo(new Authentication.Bearer(
                        "capability.consumes[0].authentication",
                        new Authentication.Secret(
                                "{{env.PORTKEY_API_KEY}}", "capability.consumes[0].authentication.token")));
        Consumes.Operation operation = consumes.resources().get(0).operations().get(0);
        assertThat(operation)
                .isEqualTo(new Consumes.Operation(
                        "createbatch",
                        null,
                        "Creates and executes a batch from an uploaded file of requests",
                        "POST",
                        null,
                        List.of(new Consumes.Parameter("body", "body", "object", "Request body (JSON).", true, null)),
                        null,
                        new Consumes.RawOutput("json", null, null, null),
                        List.of(new Output("result", "object", null, new Content.Text("$."), Map.of(), null, null))));
    }

    @Test
    void readsWhatAnAdapterExposes() {
        List<Exposes> exposes = SpecReader.read("f", Seeds.text("forge-training-jobs"))
                .capability()
                .exposes();

        Exposes.Rest rest = (Exposes.Rest) exposes.get(0);
        assertThat(rest.port()).isEqualTo(8080);
        assertThat(rest.resources().get(1).path()).isEqualTo("/v1/forge/training/jobs/{job-id}");
        assertThat(rest.resources().get(1).operations())
                .containsExactly(new Exposes.Operation(
                        "gettrainingjob",
                        "GET",
                        "Get training job",
                        List.of(),
                        new Action.Call(
                                "forge-training-jobs.gettrainingjob",
                                Map.of("job_id", new Content.Text("rest.job_id"))),
                        List.of(new Output(null, "object", "$.", null, Map.of(), null, null))));
        Exposes.Mcp mcp = (Exposes.Mcp) exposes.get(1);
        assertThat(mcp.port()).isEqualTo(9090);
        assertThat(mcp.transport()).isEqualTo("http");
        assertThat(mcp.tools().get(1).name()).isEqualTo("list-training-jobs");
        assertThat(mcp.tools().get(1).hints()).isEqualTo(new Exposes.Hints(true, false, true, null));
        assertThat(((Action.Call) mcp.tools().get(1).action()).with())
                .containsExactly(
                        Map.entry("page", new Content.Text("tools.page")),
                        Map.entry("page_size", new Content.Text("tools.page_size")));
    }

    @ParameterizedTest
    @CsvSource({
        "naftiko, 1:10",
        "info.label, 3:10",
        "binds[0].keys.PORTKEY_API_KEY, 14:22",
        "capability, 15:1",
        "capability.consumes, 16:3",
        "capability.consumes[0], 17:5",
        "capability.consumes[0].baseUri, 19:14",
        "capability.consumes[0].resources[0].operations[1].method, 40:17",
        "capability.consumes[0].resources[0].operations[1].inputParameters[1].type, 55:17",
        "capability.consumes[0].tunnel, 17:5",
        "capability.exposes[0].port, 116:11",
        "capability.exposes[1].tools, 189:5"
    })
    void remembersWhereEachPartStands(String path, String place) {
        SourceMap source = SpecReader.read("f", Seeds.text("portkey-batch")).source();

        assertThat(source.at(path)).hasToString("f:" + place);
    }

    @Test
    void keepsScalarsAsTheyAreWritten() {
        Document document = SpecReader.read("f", """
                naftiko: 1.0
                info:
                  label: 2026-01-01
                  description: no
                  tags: [y, 0x1F, 1e3]
                capability:
                  consumes: []
                """);

        assertThat(document.problems()).isEmpty();
        assertThat(document.capability().version()).isEqualTo("1.0");
        assertThat(document.capability().info())
                .isEqualTo(new CapabilitySpec.Info("2026-01-01", "no", null, List.of("y", "0x1F", "1e3")));
    }

    @Test
    void readsTheSoundPartsOfAFileWithErrors() {
        Document document = SpecReader.read("f", """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                  - nonsense
                  - type: http
                    namespace: shop
                    baseUri: https://shop.test
                  exposes:
                  - type: rest
                    namespace: shop-rest
                    authentication: open
                """);

        List<Consumes> consumes = document.capability().consumes();
        Exposes.Rest rest = (Exposes.Rest) document.capability().exposes().getFirst();
        assertThat(document.sound()).isFalse();
        assertThat(consumes).extracting(Consumes::namespace).containsExactly("", "shop");
        assertThat(rest.port()).isEqualTo(8080);
        assertThat(rest.authentication())
                .isEqualTo(new Authentication.Other("capability.exposes[0].authentication", ""));
    }

    @Test
    void problemsAreSortedByPlace() {
        Document document = SpecReader.read("f", """
                naftiko: 1.0.0-alpha2
                capability:
                  exposes:
                  - type: rest
                    prt: 8080
                    namespace: [a]
                  colour: red
                  exposes: []
                """);

        assertThat(document.problems()).extracting(Problem::at).isSorted().hasSize(6);
    }

    @Test
    void anAliasStandsForWhatItNames() {
        Document document = SpecReader.read("f", """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                  - &shop {type: http, namespace: shop, baseUri: 'https://shop.test'}
                  - *shop
                """);

        assertThat(document.problems()).isEmpty();
        assertThat(document.capability().consumes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "naftiko: 1.0.0-alpha2\n",
                "# a shop\n'naftiko': 1\n",
                "naftiko: 1\na: [",
                "info: [\nnaftiko: 1.0.0-alpha2",
                "\uFEFFnaftiko: [",
                "{\"naftiko\": \"1.0.0-alpha2\"}",
                "{\n  \"naftiko\": \"1.0.0-alpha2\", ["
            })
    void knowsACapabilityFileEvenWhenItIsBroken(String text) {
        assertThat(SpecReader.read("f", text).marked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: b", "[", "{{ template }}\na: b", "spec:\n  naftiko: 1\n", "spec: [\n  naftiko: 1"})
    void knowsOtherFiles(String text) {
        assertThat(SpecReader.read("f", text).marked()).isFalse();
    }

    @Test
    void neverPrintsASecret() {
        Document document =
                SpecReader.read("f", Seeds.text("portkey-batch").replace("{{env.PORTKEY_API_KEY}}", "sk-1"));

        assertThat(document.toString()).doesNotContain("sk-1");
    }
}
