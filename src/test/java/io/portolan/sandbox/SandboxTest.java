package io.portolan.sandbox;

import static io.portolan.sandbox.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.plan.UpstreamPlan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
final class SandboxTest {

    private static final List<UpstreamPlan> FIVE =
            List.of(Apis.truefoundry(), Apis.mistral(), Apis.forge(), Apis.portkey(), Apis.together());

    private Vertx vertx;
    private Sandbox sandbox;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        sandbox = await(Sandbox.start(vertx, FIVE));
    }

    static Stream<Arguments> collections() {
        return Stream.of(
                Arguments.of(Apis.truefoundry(), "/batches", "batch"),
                Arguments.of(Apis.mistral(), "/batch/jobs", "job"),
                Arguments.of(Apis.forge(), "/forge/training/jobs", "job"),
                Arguments.of(Apis.portkey(), "/batches", "batch"),
                Arguments.of(Apis.together(), "/rl/training-sessions", "session"));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void storesWhatIsPostedUnderANewId(UpstreamPlan upstream, String path, String noun) {
        Client client = client(upstream);

        JsonObject created = client.post(path, "{\"model\":\"m1\",\"id\":\"mine\",\"status\":\"mine\"}")
                .bodyAsJsonObject();
        HttpResponse<Buffer> fetched = client.get(path + "/" + noun + "_1");

        assertThat(created.fieldNames()).containsExactly("id", "object", "status", "created_at", "model");
        assertThat(created.getString("id")).isEqualTo(noun + "_1");
        assertThat(created.getString("object")).isEqualTo(noun);
        assertThat(created.getString("status")).isEqualTo("queued");
        assertThat(created.getLong("created_at"))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(created.getString("model")).isEqualTo("m1");
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(fetched.bodyAsJsonObject()).isEqualTo(created);
    }

    static Stream<Arguments> verbs() {
        return Stream.of(
                Arguments.of(Apis.mistral(), "/batch/jobs", "cancel", "cancelled"),
                Arguments.of(Apis.forge(), "/forge/training/jobs", "cancel", "cancelled"),
                Arguments.of(Apis.portkey(), "/batches", "cancel", "cancelled"),
                Arguments.of(Apis.together(), "/rl/training-sessions", "stop", "stopped"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void movesAnObjectToTheStateOfTheVerb(UpstreamPlan upstream, String path, String verb, String state) {
        Client client = client(upstream);
        String item = path + "/" + client.created(path).getString("id");

        HttpResponse<Buffer> moved = client.post(item + "/" + verb, "");

        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(moved.bodyAsJsonObject().getString("status")).isEqualTo(state);
        assertThat(client.get(item).bodyAsJsonObject()).isEqualTo(moved.bodyAsJsonObject());
        assertThat(ids(client.get(path + "?status=" + state))).hasSize(1);
        assertThat(ids(client.get(path + "?status=queued"))).isEmpty();
    }

    @Test
    void listsTheOldestFirstInPages() {
        Client client = client(Apis.portkey());
        IntStream.rangeClosed(1, 25).forEach(number -> client.created("/batches"));

        JsonObject first = client.get("/batches").bodyAsJsonObject();
        JsonObject middle = client.get("/batches?limit=2&after=batch_20").bodyAsJsonObject();
        JsonObject last = client.get("/batches?after=batch_23").bodyAsJsonObject();

        assertThat(first.getString("object")).isEqualTo("list");
        assertThat(first.getJsonArray("data")).hasSize(20);
        assertThat(first.getBoolean("has_more")).isTrue();
        assertThat(ids(middle)).containsExactly("batch_21", "batch_22");
        assertThat(middle.getBoolean("has_more")).isTrue();
        assertThat(ids(last)).containsExactly("batch_24", "batch_25");
        assertThat(last.getBoolean("has_more")).isFalse();
    }

    @Test
    void refusesAPageItCannotMake() {
        Client client = client(Apis.portkey());

        assertError(client.get("/batches?limit=many"), 400, "Invalid 'limit' (expected: 1 to 100)");
        assertError(client.get("/batches?limit=0"), 400, "Invalid 'limit' (expected: 1 to 100)");
        assertError(
                client.get("/batches?after=batch_9"),
                400,
                "Invalid 'after': 'batch_9' (expected: the id of a listed object)");
    }

    @Test
    void keepsCollectionsUnderAnObject() {
        Client client = client(Apis.together());
        client.created("/rl/training-sessions");
        client.created("/rl/training-sessions");
        String operations = "/rl/training-sessions/session_1/operations";

        JsonObject step =
                client.post(operations + "/optim-step", "{\"rate\":0.1}").bodyAsJsonObject();
        JsonObject pass = client.post(operations + "/forward-backward", "").bodyAsJsonObject();

        assertThat(step.getString("id")).isEqualTo("operation_1");
        assertThat(pass.getString("id")).isEqualTo("operation_2");
        assertThat(client.get(operations + "/optim-step/operation_1").bodyAsJsonObject())
                .isEqualTo(step);
        assertError(client.get(operations + "/sample/operation_1"), 404, "No such operation: 'operation_1'");
        assertError(
                client.get("/rl/training-sessions/session_2/operations/optim-step/operation_1"),
                404,
                "No such operation: 'operation_1'");
    }

    @Test
    void answersLikeAVendorWhenAnIdIsUnknown() {
        Client client = client(Apis.together());

        HttpResponse<Buffer> missing = client.get("/rl/training-sessions/session_7");

        assertThat(missing.bodyAsJsonObject().getJsonObject("error").fieldNames())
                .containsExactly("message", "type", "code");
        assertError(missing, 404, "No such session: 'session_7'");
        assertError(client.post("/rl/training-sessions/x/stop", ""), 404, "No such session: 'x'");
        assertError(client.post("/rl/training-sessions/x/operations/sample", "{}"), 404, "No such session: 'x'");
        assertError(
                client.get("/rl/checkpoints/ck_2/download"),
                404,
                "No such checkpoint: 'ck_2' (the sandbox has 'ck_1')");
    }

    @Test
    void readsAnIdAsOneSegmentWhateverItHolds() {
        assertError(client(Apis.portkey()).get("/batches/a%2F..%2Fb+c%20d"), 404, "No such batch: 'a/../b+c d'");
    }

    @Test
    void writesTheOutputOfABatchAsLinesOfUnknownLength() {
        Client client = client(Apis.portkey());
        client.created("/batches");

        HttpResponse<Buffer> output = client.get("/batches/batch_1/output");

        assertThat(output.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(output.getHeader("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(output.bodyAsString().lines().map(JsonObject::new).map(line -> line.getString("id")))
                .containsExactly("batch_1_line_1", "batch_1_line_2", "batch_1_line_3");
    }

    @Test
    void hasACheckpointToDownloadFromTheStart() {
        Client client = client(Apis.together());

        HttpResponse<Buffer> download = client.get("/rl/checkpoints/ck_1/download?variant=merged");

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.getHeader("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(download.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"ck_1.bin\"");
        assertThat(download.body().length()).isEqualTo(4096);
        assertThat(client.get("/rl/checkpoints/ck_1/download").body()).isEqualTo(download.body());
    }

    @Test
    void keepsNamespacesApart() {
        client(Apis.portkey()).created("/batches");

        assertError(client(Apis.truefoundry()).get("/batches/batch_1"), 404, "No such batch: 'batch_1'");
    }

    @Test
    void refusesABodyThatIsNoObject() {
        Client client = client(Apis.portkey());
        String message = "The body could not be read (expected: a JSON object)";

        assertError(client.post("/batches", "[1]"), 400, message);
        assertError(client.post("/batches", "{\"a\":"), 400, message);
        assertError(client.post("/batches", "{} {}"), 400, message);
        assertError(client.post("/batches", "null"), 400, message);
        assertError(client.post("/batches", "a=b"), 400, message);
    }

    @Test
    void refusesABodyOverTheLimit() {
        HttpResponse<Buffer> refused =
                client(Apis.portkey()).send("POST", "/batches", Buffer.buffer(new byte[(16 << 20) + 1]));

        assertError(refused, 413, "The body is too large (expected: at most 16777216 bytes)");
    }

    @Test
    void knowsOnlyThePathsOfTheFile() {
        Client client = client(Apis.portkey());

        assertError(client.get("/files"), 404, "Unknown URL: GET /files");
        assertError(client.get("/batches/batch_1/extra/deep"), 404, "Unknown URL: GET /batches/batch_1/extra/deep");
        assertError(new Client(vertx, sandbox, "nobody").get("/batches"), 404, "Unknown URL: GET /nobody/batches");
    }

    @Test
    void namesTheMethodsThatAPathHas() {
        HttpResponse<Buffer> refused = client(Apis.portkey()).send("DELETE", "/batches", Buffer.buffer());

        assertError(refused, 405, "Method DELETE is not allowed here (expected: GET, POST)");
        assertThat(refused.getHeader("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void refusesWhatItCannotDecode() {
        Client client = client(Apis.portkey());

        assertThat(client.get("/batches/%zz").statusCode()).isEqualTo(400);
        assertThat(client.get("/batches?after=%zz").statusCode()).isEqualTo(400);
    }

    @Test
    void dropsTheOldestObjectOfAFullCollection() {
        Shelf shelf = new Shelf(new Leg("batches", "batch", false));

        IntStream.rangeClosed(0, Shelf.CAPACITY)
                .forEach(number -> shelf.put(new Stored("batch_" + number, "batch", "queued", new JsonObject())));

        assertThat(shelf.find("batch_0")).isNull();
        assertThat(shelf.find("batch_1")).isNotNull();
        assertThat(shelf.find("batch_" + Shelf.CAPACITY)).isNotNull();
    }

    @Test
    void knowsNothingOfANamespaceItWasNotStartedWith() {
        UpstreamPlan stranger = Apis.api("stranger", Apis.BEARER, "GET /things");

        assertThatThrownBy(() -> sandbox.bindings(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("namespace 'stranger' is not in the sandbox");
    }

    @Test
    void refusesConnectionsOnceClosed() {
        Client client = client(Apis.portkey());

        await(sandbox.close());

        assertThatThrownBy(() -> client.get("/batches")).hasMessageContaining("Connection refused");
    }

    private Client client(UpstreamPlan upstream) {
        return new Client(vertx, sandbox, upstream);
    }

    private static List<String> ids(HttpResponse<Buffer> list) {
        return ids(list.bodyAsJsonObject());
    }

    private static List<String> ids(JsonObject list) {
        JsonArray data = list.getJsonArray("data");
        return data.stream()
                .map(object -> ((JsonObject) object).getString("id"))
                .toList();
    }

    private static void assertError(HttpResponse<Buffer> response, int status, String message) {
        assertThat(response.bodyAsJsonObject().getJsonObject("error").getString("message"))
                .isEqualTo(message);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
