package io.portolan.testing;

import static io.portolan.testing.RunningPortolan.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;

/** Calls what is served over MCP on a port, as a client of 2025-11-25 does. */
public record McpCaller(WebClient client, int port) {

    /** Calls a tool, and waits for the result. */
    public JsonObject call(String endpoint, String tool, String arguments) {
        String params = "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
        return rpc(endpoint, "tools/call", params).getJsonObject("result");
    }

    /** Sends one message and waits for the answer. */
    public JsonObject rpc(String endpoint, String method, String params) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        return await(send(endpoint, Buffer.buffer(message))).bodyAsJsonObject();
    }

    /** Sends bytes to an endpoint. */
    public Future<HttpResponse<Buffer>> send(String endpoint, Buffer message) {
        return client.request(HttpMethod.POST, port, "127.0.0.1", endpoint)
                .putHeader("content-type", "application/json")
                .putHeader("accept", "application/json, text/event-stream")
                .putHeader("mcp-protocol-version", "2025-11-25")
                .sendBuffer(message);
    }
}
