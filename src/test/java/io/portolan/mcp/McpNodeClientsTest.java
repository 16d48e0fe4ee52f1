package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.Value;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.NodePrograms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official SDKs for Node as clients. Skipped where they cannot be installed. */
@ExtendWith(VertxExtension.class)
final class McpNodeClientsTest {

    private String url;

    /** Downloads take their time on a machine that has none of them yet. */
    @BeforeAll
    @Timeout(300)
    static void install() throws Exception {
        NodePrograms.require();
    }

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        EdgeVerticle verticle = Fixture.listen(
                vertx,
                PortolanOptions.defaults(),
                (namespace, invocation) -> Future.succeededFuture(result(
                        200,
                        "application/json",
                        "{\"id\":\"" + text(invocation.arguments().getFirst()) + "\"}")),
                Fixture.recorder());
        url = "http://127.0.0.1:" + verticle.port() + "/mcp";
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // script, mode, revision agreed on
                "v1.mjs, -, 2025-11-25",
                "v2.mjs, legacy, 2025-11-25",
                "v2.mjs, auto, 2026-07-28",
                "v2.mjs, 2026-07-28, 2026-07-28",
            })
    void listsAndCallsTools(String script, String mode, String revision) throws Exception {
        NodePrograms.Run run = mode == null ? NodePrograms.node(script, url) : NodePrograms.node(script, url, mode);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(new JsonObject(run.lastLine()))
                .isEqualTo(new JsonObject()
                        .put("protocolVersion", revision)
                        .put("server", "crm")
                        .put("instructions", "Ask for batches.")
                        .put("tools", new JsonArray().add("create-batch").add("get-batch"))
                        .put("text", "{\"id\":\"b1 é\"}")
                        .put("structured", new JsonObject().put("id", "b1 é"))
                        .put("wrong", true));
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }
}
