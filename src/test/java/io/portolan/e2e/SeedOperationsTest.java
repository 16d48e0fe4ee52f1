package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.portolan.testing.Seeds.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the thirty operations over both surfaces, against a real upstream that records what arrives. */
@TestInstance(Lifecycle.PER_CLASS)
final class SeedOperationsTest {

    private static final String ANSWER = "{ \"id\": \"x1\", \"n\": 1e400, \"list\": [1, 2] }";

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx).answersJson(200, ANSWER);
        portolan = RunningPortolan.serve(vertx, Seeds.copies(folder, upstream.port()));
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    static List<Operation> operations() {
        return Seeds.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsOverRestWhatTheFileSays(Operation operation) {
        HttpResponse<Buffer> answer = rest(operation);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo(ANSWER);
        operation.arrivedAs(upstream.received().getLast());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsOverMcpWhatTheFileSays(Operation operation) {
        JsonObject result = mcp(operation, "/mcp/" + operation.mcp());

        assertThat(result.getBoolean("isError", false)).isFalse();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo(ANSWER);
        operation.arrivedAs(upstream.received().getLast());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsTheSameBytesFromBothSurfaces(Operation operation) {
        rest(operation);
        Received overRest = upstream.received().getLast();

        mcp(operation, "/mcp");

        Received overMcp = upstream.received().getLast();
        assertThat(overMcp).isNotSameAs(overRest);
        assertThat(overMcp.method()).isEqualTo(overRest.method());
        assertThat(overMcp.uri()).isEqualTo(overRest.uri());
        assertThat(overMcp.body()).isEqualTo(overRest.body());
        assertThat(overMcp.headers().get("authorization"))
                .isEqualTo(overRest.headers().get("authorization"));
        assertThat(overMcp.headers().get("content-type"))
                .isEqualTo(overRest.headers().get("content-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2F..%2Fb", "..%2F..%2Fadmin", "..;", "...", "a%3Fb%23c"})
    void keepsAnIdWithinItsOneSegment(String id) {
        portolan.get("/portkey-batch-rest/v1/batches/" + id + "/output");

        String uri = upstream.received().getLast().uri();
        assertThat(uri.split("/", -1))
                .hasSize(5)
                .startsWith("", "v1", "batches")
                .endsWith("output");
        assertThat(URI.create("http://localhost" + uri).normalize().getRawPath())
                .isEqualTo(uri);
    }

    private HttpResponse<Buffer> rest(Operation operation) {
        HttpRequest<Buffer> request = portolan.rest(operation.method(), "/" + operation.rest() + operation.target());
        Future<HttpResponse<Buffer>> answer = operation.body() == null
                ? request.send()
                : request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer(operation.body()));
        return RunningPortolan.await(answer);
    }

    private JsonObject mcp(Operation operation, String endpoint) {
        return portolan.call(endpoint, operation.tool(), operation.arguments());
    }
}
