package io.portolan.corpus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client of both edges that writes targets as they are. */
final class Caller {

    /** What came back. */
    record Answered(int status, @Nullable String contentType, Buffer body) {}

    /** A tool as it is listed. */
    record Listed(String name, JsonObject schema) {}

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final HttpClient client;
    private final int restPort;
    private final int mcpPort;

    Caller(Vertx vertx, int restPort, int mcpPort) {
        HttpClientOptions options = new HttpClientOptions().setMaxInitialLineLength(64 * 1024);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(32));
        this.restPort = restPort;
        this.mcpPort = mcpPort;
    }

    /** Calls over REST at this target. */
    Future<Answered> rest(Case one, String target) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(one.headers());
        headers.put("traceparent", one.traceparent());
        if (one.body() != null) {
            headers.putIfAbsent("content-type", "application/json");
        }
        return send(restPort, one.method(), target, headers, one.body());
    }

    /** Calls a tool as a client of 2026-07-28 does. */
    Future<JsonObject> call(Case one, String tool, Map<String, String> arguments) {
        JsonObject literal = new JsonObject();
        StringBuilder members = new StringBuilder();
        arguments.forEach((name, json) -> members.append(members.isEmpty() ? "" : ",")
                .append(new JsonArray().add(name).encode().replaceAll("^\\[|]$", ""))
                .append(':')
                .append(json));
        literal.put("name", tool);
        String params = "\"name\":" + Values.JSON.getNodeFactory().textNode(tool) + ",\"arguments\":{" + members + "}";
        return rpc(one.target(), "tools/call", tool, params, one.traceparent());
    }

    /** The tools of an endpoint, all pages, by name. */
    Future<Map<String, Listed>> tools(String endpoint) {
        return tools(endpoint, null, new TreeMap<>());
    }

    private Future<Map<String, Listed>> tools(String endpoint, @Nullable String cursor, Map<String, Listed> so) {
        String params = cursor == null ? "" : "\"cursor\":\"" + cursor + "\"";
        return rpc(endpoint, "tools/list", null, params, null).compose(answer -> {
            JsonObject result = answer.getJsonObject("result");
            if (result == null) {
                throw new IllegalStateException("no tools at " + endpoint + ": " + answer.encode());
            }
            for (Object tool : result.getJsonArray("tools", new JsonArray())) {
                JsonObject one = (JsonObject) tool;
                so.put(one.getString("name"), new Listed(one.getString("name"), one.getJsonObject("inputSchema")));
            }
            String next = result.getString("nextCursor");
            return next == null ? Future.succeededFuture(so) : tools(endpoint, next, so);
        });
    }

    private Future<JsonObject> rpc(
            String endpoint, String method, @Nullable String name, String params, @Nullable String traceparent) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json, text/event-stream");
        headers.put("mcp-protocol-version", "2026-07-28");
        headers.put("mcp-method", method);
        if (name != null) {
            headers.put("mcp-name", name);
        }
        if (traceparent != null) {
            headers.put("traceparent", traceparent);
        }
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + META
                + (params.isEmpty() ? "" : "," + params) + "}}";
        return send(mcpPort, "POST", endpoint, headers, body).map(answer -> {
            try {
                return answer.body().toJsonObject().put("httpStatus", answer.status());
            } catch (io.vertx.core.json.DecodeException e) {
                return new JsonObject()
                        .put("httpStatus", answer.status())
                        .put("text", answer.body().toString());
            }
        });
    }

    private Future<Answered> send(
            int port, String method, String target, Map<String, String> headers, @Nullable String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(target);
        headers.forEach(options::addHeader);
        // Nested, so that the body is asked for on the connection's own thread, before any of it can have passed.
        return client.request(options)
                .compose(request -> (body == null ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(response -> response.body()
                                .map(bytes -> new Answered(
                                        response.statusCode(), response.getHeader("content-type"), bytes))));
    }

    /** The names of a schema's properties that must be given. */
    static Set<String> required(JsonObject schema) {
        Set<String> names = new HashSet<>();
        schema.getJsonArray("required", new JsonArray()).forEach(name -> names.add((String) name));
        return names;
    }
}
