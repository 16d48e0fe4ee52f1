package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How often one step is done for the items of a list. */
@ExtendWith(VertxExtension.class)
final class StepRoundsTest {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Rounds}
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: http://127.0.0.1:@PORT@
                resources:
                - name: items
                  path: /items
                  operations:
                  - {name: list, method: GET}
                  - {name: sell, method: POST, path: "/items/{id}", inputParameters: [{name: id, in: path}]}
              exposes:
              - type: rest
                namespace: shop-rest
                port: 8080
                resources:
                - path: /sales
                  operations:
                  - name: sell-all
                    method: POST
                    steps:
                    - {name: items, type: call, call: shop.list}
                    - {name: sold, type: call, forEach: $.items, call: shop.sell, with: {id: "{{item}}"}}
                    mappings: [{target: sold, value: $.sold}]
            """;

    @TempDir
    private Path folder;

    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        upstream = FakeUpstream.start(vertx);
        Files.writeString(folder.resolve("shop.yaml"), FILE.replace("@PORT@", Integer.toString(upstream.port())));
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @Test
    void doesAThousandRounds() {
        answerWithItems(1_000);

        HttpResponse<Buffer> answer = portolan.post("/sales", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject().getJsonArray("sold")).hasSize(1_000);
        assertThat(upstream.received()).hasSize(1_001);
        assertThat(upstream.received().getLast().uri()).isEqualTo("/items/1000");
    }

    @Test
    void refusesALongerListBeforeItsFirstRound() {
        answerWithItems(1_001);

        JsonObject problem = ProblemAnswer.of(portolan.post("/sales", ""), 502, "too-large");

        assertThat(problem.getString("detail")).isEqualTo("forEach has 1001 items (expected: at most 1000)");
        assertThat(upstream.received()).hasSize(1);
    }

    private void answerWithItems(int count) {
        JsonArray items = new JsonArray(IntStream.rangeClosed(1, count).boxed().toList());
        upstream.answers((request, response) -> response.putHeader("content-type", "application/json")
                .end(request.method().equals("GET") ? items.toBuffer() : Buffer.buffer("{}")));
    }
}
