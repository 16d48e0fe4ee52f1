package io.portolan.mcp.stdio;

import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Fixture;
import io.portolan.mcp.FullEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client hears of changes on its connection. */
@ExtendWith(VertxExtension.class)
final class ListeningTest {

    @Test
    void tellsAListenerWhatChanged(Vertx vertx) throws Exception {
        Dialogue dialogue = begin(vertx).listening();
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"subscriptions/listen\",\"params\":{"
                + "\"notifications\":{\"toolsListChanged\":true}," + Fixture.META + "}}");
        JsonObject granted = dialogue.hear();

        dialogue.serve(Fixture.endpoint("/mcp", Fixture.GET_BATCH));
        JsonObject changed = dialogue.hear();
        dialogue.hangUp();
        JsonObject ended = dialogue.hear();

        assertThat(granted.getString("method")).isEqualTo("notifications/subscriptions/acknowledged");
        assertThat(changed.getString("method")).isEqualTo("notifications/tools/list_changed");
        assertThat(changed.encode()).contains("\"io.modelcontextprotocol/subscriptionId\":\"l\"");
        assertThat(ended.getString("id")).isEqualTo("l");
    }

    @Test
    void tellsAListenerNothingOnceItHasCancelled(Vertx vertx) throws Exception {
        Dialogue dialogue = begin(vertx).listening();
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"subscriptions/listen\",\"params\":{"
                + "\"notifications\":{\"toolsListChanged\":true}," + Fixture.META + "}}");
        dialogue.hear();

        dialogue.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
        dialogue.call(1, "b1");
        dialogue.hear();
        dialogue.serve(Fixture.endpoint("/mcp", Fixture.GET_BATCH));
        dialogue.hangUp();
        dialogue.verticle().ended().await(10, SECONDS);

        assertThat(dialogue.silent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-11-25"})
    void tellsAClientWithAHandshakeWhatChanged(String revision, Vertx vertx) throws Exception {
        Dialogue dialogue = begin(vertx).listening();
        JsonObject hello = dialogue.shakeHands(revision, "{}");
        dialogue.call(1, "b1");
        dialogue.hear();

        dialogue.serve(Fixture.endpoint("/mcp", Fixture.GET_BATCH));
        JsonObject changed = dialogue.hear();
        dialogue.serve(Fixture.endpoint("/mcp", Fixture.GET_BATCH));
        dialogue.serve(FullEndpoint.ENDPOINT);
        List<String> methods = List.of(method(dialogue), method(dialogue), method(dialogue));
        dialogue.hangUp();
        dialogue.verticle().ended().await(10, SECONDS);

        assertThat(hello.getJsonObject("capabilities"))
                .isEqualTo(new JsonObject("{\"tools\":{\"listChanged\":true},\"resources\":{\"listChanged\":true},"
                        + "\"prompts\":{\"listChanged\":true}}"));
        assertThat(changed)
                .isEqualTo(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("method", "notifications/tools/list_changed")
                        .put("params", new JsonObject()));
        assertThat(methods)
                .containsExactlyInAnyOrder(
                        "notifications/tools/list_changed",
                        "notifications/prompts/list_changed",
                        "notifications/resources/list_changed");
        assertThat(dialogue.silent()).isTrue();
    }

    private static String method(Dialogue dialogue) throws InterruptedException {
        return dialogue.hear().getString("method");
    }

    private static Dialogue begin(Vertx vertx) throws Exception {
        return Dialogue.begin(
                vertx, (namespace, asked) -> Future.succeededFuture(result(200, "application/json", "{}")));
    }
}
