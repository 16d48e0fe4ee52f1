package io.portolan.compile;

import static io.portolan.compile.Compilations.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.PortolanOptions;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.Document;
import io.portolan.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class CompilerTest {

    private final Compiler compiler = new Compiler();

    @Test
    void comesToTheSameOnManyThreads() {
        List<Document> documents = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            documents.add(document(index + ".yaml", index % 7 == 0 ? "https://x" : "nowhere"));
        }

        Compilation alone = Compiler.compile(documents, DEFAULTS);
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            assertThat(compiler.compile(documents, DEFAULTS, workers)).isEqualTo(alone);
        }

        assertThat(alone.problems()).isNotEmpty();
        assertThat(alone.plan().upstreams())
                .extracting(UpstreamPlan::namespace)
                .contains("ships", "ships-2", "ships-60");
    }

    @Test
    void compilesAgainOnlyWhatChanged() {
        Document kept = document("a.yaml", "https://x");
        Compilation before = again(kept, document("b.yaml", "https://x"));

        Compilation after = again(kept, document("b.yaml", "https://y"));

        assertThat(after.plan().upstreams().get(0))
                .isSameAs(before.plan().upstreams().get(0));
        assertThat(after.plan().upstreams().get(1))
                .isNotEqualTo(before.plan().upstreams().get(1));
    }

    @Test
    void compilesAgainWhatGetsAnotherName() {
        Document second = document("b.yaml", "https://x");
        again(document("a.yaml", "https://x"), second);

        Compilation after = again(second);

        assertThat(after.plan().upstreams()).extracting(UpstreamPlan::namespace).containsExactly("ships");
        assertThat(after.problems()).noneMatch(problem -> problem.text().contains("is taken"));
    }

    @Test
    void compilesAllAgainWhereSettingsChange() {
        Document document = document("a.yaml", "https://x");
        again(document);

        Compilation after = compiler.compile(
                List.of(document),
                CompileOptions.of(PortolanOptions.defaults()
                        .withRest(PortolanOptions.defaults().rest().withPort(1234))),
                Runnable::run);

        assertThat(after.plan().restServers().getFirst().port()).isEqualTo(1234);
    }

    private Compilation again(Document... documents) {
        return compiler.compile(List.of(documents), DEFAULTS, Runnable::run);
    }

    private static Document document(String file, String baseUri) {
        return SpecReader.read(file, """
                naftiko: "1.0.0-alpha1"
                info: {label: Ships, description: Ships}
                capability:
                  consumes:
                    - namespace: ships
                      type: http
                      baseUri: %s
                      resources:
                        - name: ships
                          path: /ships
                          operations:
                            - {name: list, method: GET}
                  exposes:
                    - type: rest
                      port: 8080
                      namespace: fleet
                      resources:
                        - path: /ships
                          operations:
                            - {method: GET, call: ships.list}
                """.formatted(baseUri));
    }
}
