package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients read of a tool's effects: its own hints, else what its function means. */
@ExtendWith(VertxExtension.class)
final class ToolHintsTest {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Hints}
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: http://127.0.0.1:1
                resources:
                - name: items
                  path: /items
                  operations: [{name: list, method: GET}, {name: add, method: POST}]
              aggregates:
              - label: Shop
                namespace: functions
                functions:
                - {name: safe, description: S, semantics: {safe: true, idempotent: true}, call: shop.list}
                - {name: unsafe, description: U, semantics: {safe: false, idempotent: false}, call: shop.add}
              exposes:
              - type: mcp
                namespace: shop-mcp
                port: 9090
                tools:
                - {name: none, description: N, call: shop.add}
                - {name: own, description: O, call: shop.add, hints: {readOnly: false, destructive: true, idempotent: false, openWorld: false}}
                - {name: safe, ref: functions.safe}
                - {name: unsafe, ref: functions.unsafe}
                - {name: both, ref: functions.safe, hints: {readOnly: false, openWorld: true}}
            """;

    @TempDir
    private Path folder;

    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), FILE);
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own | {\"readOnlyHint\":false,\"destructiveHint\":true,\"idempotentHint\":false,\"openWorldHint\":false}",
                "safe | {\"readOnlyHint\":true,\"destructiveHint\":false,\"idempotentHint\":true}",
                "unsafe | {\"readOnlyHint\":false,\"idempotentHint\":false}",
                "both | {\"readOnlyHint\":false,\"destructiveHint\":false,\"idempotentHint\":true,\"openWorldHint\":true}",
                "none |",
            })
    void listsThemAsAnnotations(String tool, String annotations) {
        JsonArray tools = portolan.rpc("/mcp/shop-mcp", "tools/list", "{}")
                .getJsonObject("result")
                .getJsonArray("tools");

        JsonObject listed = tools.stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("name").equals(tool))
                .findFirst()
                .orElseThrow();

        assertThat(listed.getJsonObject("annotations"))
                .isEqualTo(annotations == null ? null : new JsonObject(annotations));
    }
}
