package io.portolan.sandbox;

import static io.portolan.sandbox.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.auth.Scheme;
import io.portolan.plan.UpstreamPlan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** APIs that are shaped otherwise than the files that ship with Portolan. */
@ExtendWith(VertxExtension.class)
final class ApiShapeTest {

    @Test
    void replacesMergesAndRemovesAnObject(Vertx vertx) {
        Client client = client(
                vertx,
                "POST /models",
                "GET /models/{model_id}",
                "PUT /models/{model_id}",
                "PATCH /models/{model_id}",
                "DELETE /models/{model_id}");
        client.post("/models", "{\"a\":1,\"b\":1}");

        JsonObject merged = send(client, "PATCH", "/models/model_1", "{\"b\":2,\"id\":\"mine\"}");
        JsonObject replaced = send(client, "PUT", "/models/model_1", "{\"c\":3}");
        HttpResponse<Buffer> removed = client.send("DELETE", "/models/model_1", Buffer.buffer());

        assertThat(merged.fieldNames()).containsExactly("id", "object", "status", "created_at", "a", "b");
        assertThat(merged.getString("id")).isEqualTo("model_1");
        assertThat(merged.getInteger("b")).isEqualTo(2);
        assertThat(replaced.fieldNames()).containsExactly("id", "object", "status", "created_at", "c");
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(client.get("/models/model_1").statusCode()).isEqualTo(404);
    }

    @Test
    void takesAColonForTheBeginningOfAVerb(Vertx vertx) {
        Client client = client(vertx, "POST /models", "GET /models/{id}", "POST /models/{id}:retry");
        client.created("/models");

        JsonObject moved = send(client, "POST", "/models/model_1:retry", "");

        assertThat(moved.getString("id")).isEqualTo("model_1");
        assertThat(moved.getString("status")).isEqualTo("retried");
    }

    @Test
    void prefersTextToAnId(Vertx vertx) {
        Client client = client(vertx, "GET /models", "POST /models", "GET /models/{id}", "GET /models/default");

        assertThat(client.get("/models/default").bodyAsJsonObject().getString("object"))
                .isEqualTo("list");
        assertThat(client.get("/models/other").statusCode()).isEqualTo(404);
    }

    @Test
    void stocksACollectionThatNoOperationCanFill(Vertx vertx) {
        Client client = client(vertx, "GET /models", "GET /users/{user_id}/events", "GET /users/{user_id}/balance");

        JsonObject models = client.get("/models").bodyAsJsonObject();
        JsonObject events = client.get("/users/user_1/events").bodyAsJsonObject();
        JsonObject balance = client.get("/users/user_1/balance").bodyAsJsonObject();

        assertThat(models.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("model_1");
        assertThat(events.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("event_1");
        assertThat(balance.getString("id")).isEqualTo("user_1");
    }

    @Test
    void storesWhatIsPostedToAPathThatNothingElseMentions(Vertx vertx) {
        JsonObject answer = client(vertx, "POST /chat/completions").created("/chat/completions");

        assertThat(answer.getString("id")).isEqualTo("completion_1");
        assertThat(answer.getString("model")).isEqualTo("m1");
    }

    @Test
    void answersHeadWhereThereIsAGet(Vertx vertx) {
        HttpResponse<Buffer> answer = client(vertx, "GET /models").send("HEAD", "/models", Buffer.buffer());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNull();
    }

    private static JsonObject send(Client client, String method, String path, String body) {
        return client.send(method, path, Buffer.buffer(body)).bodyAsJsonObject();
    }

    private static Client client(Vertx vertx, String... operations) {
        UpstreamPlan upstream = Apis.api("api", new Scheme.None(), operations);
        return new Client(vertx, await(Sandbox.start(vertx, List.of(upstream))), upstream);
    }
}
