package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class McpFilterTest {

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    private EdgeVerticle verticle;
    private WebClient client;

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        verticle = Fixture.listen(
                vertx,
                PortolanOptions.defaults(),
                (namespace, call) -> Future.succeededFuture(Fixture.result(200, "application/json", "{}")),
                Fixture.recorder());
        client = WebClient.create(vertx);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mcp | create-batch,get-batch",
                "/mcp?tools=get-batch | get-batch",
                "/mcp?tools=get-batch,create-batch | create-batch,get-batch",
                "/mcp?tools=get-batch&tools=create-batch | create-batch,get-batch",
                "/mcp?tools=get%2Dbatch,unknown | get-batch",
                "/mcp?tools=unknown | -",
                "/mcp?tools= | -",
                "/mcp/?tools=get-batch | get-batch",
                "/mcp/crm?tools=get-batch,create-batch | get-batch",
                "/mcp?other=x | create-batch,get-batch",
            })
    void listsTheToolsThatTheQueryNames(String path, String tools) throws Exception {
        List<String> names = post(path, LIST).bodyAsJsonObject().getJsonObject("result").getJsonArray("tools").stream()
                .map(tool -> ((JsonObject) tool).getString("name"))
                .toList();

        assertThat(String.join(",", names)).isEqualTo(tools.equals("-") ? "" : tools);
    }

    @Test
    void callsOnlyTheToolsThatTheQueryNames() throws Exception {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"get-batch\",\"arguments\":{\"batch_id\":\"b\"}}}";

        assertThat(post("/mcp?tools=get-batch", call).bodyAsJsonObject().containsKey("result"))
                .isTrue();
        assertThat(post("/mcp?tools=create-batch", call)
                        .bodyAsJsonObject()
                        .getJsonObject("error")
                        .encode())
                .startsWith("{\"code\":-32602,\"message\":\"unknown tool 'get-batch'");
    }

    @Test
    void answersAQueryThatIsNoneWithARefusal() throws Exception {
        assertThat(post("/mcp?tools=%zz", LIST).statusCode()).isEqualTo(400);
    }

    private HttpResponse<Buffer> post(String path, String body) throws Exception {
        return client.post(verticle.port(), "127.0.0.1", path)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(body))
                .await(10, SECONDS);
    }
}
