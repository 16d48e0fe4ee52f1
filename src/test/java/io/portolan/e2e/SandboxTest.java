package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled files against the built-in upstream: no key, no configuration. */
@ExtendWith(VertxExtension.class)
final class SandboxTest {

    private RunningPortolan portolan;

    @BeforeEach
    void start(Vertx vertx) {
        portolan = RunningPortolan.start(vertx, RunningPortolan.anyPorts().withSandbox(true), key -> {
            throw new AssertionError("the sandbox asked for the real key " + key);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/portkey-batch-rest/v1/batches,                     cancel, cancelled",
        "/batch-batch-jobs-rest/v1/batch/jobs,               cancel, cancelled",
        "/forge-training-jobs-rest/v1/forge/training/jobs,   cancel, cancelled",
        "/together-ai-rl-rest/v1/rl/training-sessions,       stop,   stopped",
    })
    void createsGetsListsAndChangesOverRest(String collection, String verb, String status) {
        HttpResponse<Buffer> created = portolan.post(collection, "{\"name\":\"first\"}");
        String id = created.bodyAsJsonObject().getString("id");

        HttpResponse<Buffer> got = portolan.get(collection + "/" + id);
        HttpResponse<Buffer> listed = portolan.get(collection);
        HttpResponse<Buffer> changed = RunningPortolan.await(
                portolan.rest("POST", collection + "/" + id + "/" + verb).send());

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(got.bodyAsJsonObject().getString("name")).isEqualTo("first");
        assertThat(listed.bodyAsJsonObject().getJsonArray("data")).hasSize(1);
        assertThat(changed.bodyAsJsonObject().getString("status")).isEqualTo(status);
        assertThat(portolan.get(collection + "/" + id).bodyAsJsonObject().getString("status"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "creates-and-executes-batch-uploaded, retrieves-batch, batch_id, list-your-organization-s-batches,"
                + " cancels-progress-batch-batch-will, cancelled",
        "create-batch-job, get-batch-job, job_id, list-batch-jobs, cancel-batch-job, cancelled",
        "create-training-job, get-training-job, job_id, list-training-jobs, cancel-training-job, cancelled",
        "create-training-session, get-training-session, session_id, list-training-sessions, stop-training-session,"
                + " stopped",
    })
    void createsGetsListsAndChangesOverMcp(
            String create, String get, String name, String list, String change, String status) {
        String id = structured(create, "{\"body\":{\"name\":\"first\"}}").getString("id");
        String arguments = new JsonObject().put(name, id).encode();

        assertThat(structured(get, arguments).getString("name")).isEqualTo("first");
        assertThat(structured(list, "{}").getJsonArray("data")).hasSize(1);
        assertThat(structured(change, arguments).getString("status")).isEqualTo(status);
        assertThat(structured(get, arguments).getString("status")).isEqualTo(status);
    }

    @Test
    void keepsWhatOneSurfaceMadeForTheOther() {
        String id = structured("create-batch", "{\"body\":{\"input_file_id\":\"f1\"}}")
                .getString("id");

        JsonObject batch =
                portolan.get("/ai-gateway-batches-rest/v1/batches/" + id).bodyAsJsonObject();

        assertThat(batch.getString("input_file_id")).isEqualTo("f1");
    }

    @Test
    void answersAnUnknownIdAsAVendorWould() {
        HttpResponse<Buffer> answer = portolan.get("/portkey-batch-rest/v1/batches/none");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
                .contains("none");
    }

    @Test
    void letsTheCallerChooseWhereTwoFilesClaimAPath() {
        HttpResponse<Buffer> answer = portolan.get("/v1/batches/b1");

        JsonArray choices = answer.bodyAsJsonObject().getJsonArray("choices");
        assertThat(answer.statusCode()).isEqualTo(300);
        assertThat(choices)
                .containsExactly(
                        new JsonObject()
                                .put("namespace", "ai-gateway-batches-rest")
                                .put("href", "/ai-gateway-batches-rest/v1/batches/b1"),
                        new JsonObject()
                                .put("namespace", "portkey-batch-rest")
                                .put("href", "/portkey-batch-rest/v1/batches/b1"));
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
    }

    private JsonObject structured(String tool, String arguments) {
        JsonObject result = portolan.call("/mcp", tool, arguments);
        assertThat(result.getBoolean("isError", false)).as(result.encode()).isFalse();
        return result.getJsonObject("structuredContent");
    }
}
