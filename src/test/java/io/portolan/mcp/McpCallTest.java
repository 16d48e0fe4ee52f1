package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code tools/call} over HTTP, from the client's bytes to the invocation and back. */
@ExtendWith(VertxExtension.class)
final class McpCallTest {

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"get-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}";

    private final List<Invocation> invocations = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Invoker invoker = (namespace, invocation) -> {
        invocations.add(invocation);
        return Future.succeededFuture(result(200, "application/json", "{\"id\":\"b1\"}"));
    };
    private EdgeVerticle verticle;
    private Vertx vertx;
    private WebClient client;

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        this.vertx = vertx;
        verticle = Fixture.listen(
                vertx,
                PortolanOptions.defaults(),
                (namespace, invocation) -> invoker.invoke(namespace, invocation),
                new CallRecorder(registry));
        client = WebClient.create(vertx);
    }

    @Test
    void sendsTheCallAndNothingElseOfTheRequest() throws Exception {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        long before = System.currentTimeMillis();

        HttpResponse<Buffer> response = request()
                .putHeader("mcp-protocol-version", "2025-11-25")
                .putHeader("authorization", "Bearer secret")
                .putHeader("cookie", "a=b")
                .putHeader("traceparent", parent)
                .sendBuffer(Buffer.buffer(CALL))
                .await(10, SECONDS);

        assertThat(response.bodyAsString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"{\\\"id\\\":\\\"b1\\\"}\"}],\"structuredContent\":{\"id\":\"b1\"}}}");
        Invocation invocation = invocations.getFirst();
        CallContext context = invocation.context();
        assertThat(invocation)
                .isEqualTo(new Invocation(
                        "crm.get-batch",
                        "d1",
                        List.of(new Value.Text("b1")),
                        null,
                        null,
                        List.of(new Header("traceparent", parent)),
                        List.of(),
                        true,
                        true,
                        context));
        assertThat(context.surface()).isEqualTo(Surface.MCP);
        assertThat(context.requestId()).isEqualTo(response.getHeader("x-request-id"));
        assertThat(context.deadline()).isBetween(before + 120_000, System.currentTimeMillis() + 120_000);
    }

    @Test
    void sendsTheBodyExactlyAsTheClientWroteIt() throws Exception {
        String body = "{ \"n\" : 1e400,\t\"é\":\"\\u00e9\", \"n\":2 }";

        HttpResponse<Buffer> response = request()
                .putHeader("mcp-protocol-version", "2026-07-28")
                .putHeader("mcp-method", "tools/call")
                .putHeader("mcp-name", "=?base64?Y3JlYXRlLWJhdGNo?=")
                .sendBuffer(Fixture.modern(
                        "tools/call", "\"arguments\": {\"body\":" + body + " } ", "\"name\":\"create-batch\""))
                .await(10, SECONDS);

        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        assertThat(invocations.getFirst().body()).isEqualTo(new Body.Whole(Buffer.buffer(body)));
        assertThat(invocations.getFirst().contentType()).isEqualTo("application/json");
    }

    @Test
    void answersAFailureInBand() throws Exception {
        invoker = (namespace, invocation) -> Future.failedFuture(new Failure(
                Failure.Kind.UNAVAILABLE,
                "variable CRM_KEY has no value",
                new Failure.Details("CRM_KEY", null, List.of())));

        HttpResponse<Buffer> response = post(CALL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"variable CRM_KEY has no value\"}],\"isError\":true}}");
    }

    @Test
    void hidesABugBehindAnInternalError() throws Exception {
        invoker = (namespace, invocation) -> Future.failedFuture(new IllegalStateException("secret detail"));

        HttpResponse<Buffer> response = post(CALL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsJsonObject().getJsonObject("error").getInteger("code"))
                .isEqualTo(-32603);
        assertThat(response.bodyAsString()).doesNotContain("secret");
    }

    @Test
    void countsEachCallUnderTheStatusItAmountsTo() throws Exception {
        post(CALL);
        post(CALL.replace("batch_id", "id"));
        invoker = (namespace, invocation) -> Future.succeededFuture(result(404, null, ""));
        post(CALL);
        invoker = (namespace, invocation) -> Future.failedFuture(new Failure(Failure.Kind.TIMEOUT, "late"));
        post(CALL);

        assertThat(Map.of("2xx", counted("2xx"), "4xx", counted("4xx"), "5xx", counted("5xx")))
                .isEqualTo(Map.of("2xx", 1L, "4xx", 2L, "5xx", 1L));
        assertThat(registry.get("portolan.inflight").gauge().value()).isZero();
    }

    @Test
    void forgetsTheAnswerOfAClientThatIsGone() throws Exception {
        Promise<Void> called = Promise.promise();
        Promise<Result> answer = Promise.promise();
        invoker = (namespace, invocation) -> {
            called.tryComplete();
            return answer.future();
        };
        HttpClient impatient = vertx.createHttpClient();
        Future<?> unanswered = impatient
                .request(HttpMethod.POST, verticle.port(), "127.0.0.1", "/mcp")
                .compose(request -> request.send(CALL));
        called.future().await(10, SECONDS);

        impatient.close().await(10, SECONDS);
        answer.complete(result(200, "application/json", "{}"));

        assertThat(unanswered.succeeded()).isFalse();
        invoker = (namespace, invocation) -> Future.succeededFuture(result(200, "text/plain", "still here"));
        assertThat(post(CALL).bodyAsString()).contains("still here");
    }

    private long counted(String status) {
        return registry.get("portolan.calls")
                .tags("capability", "crm", "operation", "get-batch", "surface", "mcp", "status", status)
                .timer()
                .count();
    }

    private HttpResponse<Buffer> post(String body) throws Exception {
        return request().sendBuffer(Buffer.buffer(body)).await(10, SECONDS);
    }

    private HttpRequest<Buffer> request() {
        return client.post(verticle.port(), "127.0.0.1", "/mcp").putHeader("content-type", "application/json");
    }
}
