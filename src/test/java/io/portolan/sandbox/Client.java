package io.portolan.sandbox;

import static io.portolan.sandbox.Await.await;

import io.portolan.auth.Credential;
import io.portolan.plan.UpstreamPlan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;

/** Calls one API of a sandbox over HTTP, with the sandbox's own credential. */
final class Client {

    private final WebClient http;
    private final String base;
    private final Credential credential;

    Client(Vertx vertx, Sandbox sandbox, UpstreamPlan upstream) {
        this.http = WebClient.create(vertx);
        this.base = sandbox.baseUri(upstream.namespace()).toString();
        this.credential = Credential.of(upstream.scheme(), sandbox.bindings(upstream));
    }

    Client(Vertx vertx, Sandbox sandbox, String namespace) {
        this.http = WebClient.create(vertx);
        this.base = sandbox.baseUri(namespace).toString();
        this.credential = Credential.NONE;
    }

    HttpResponse<Buffer> get(String path) {
        return send("GET", path, Buffer.buffer());
    }

    HttpResponse<Buffer> post(String path, String body) {
        return send("POST", path, Buffer.buffer(body));
    }

    JsonObject created(String path) {
        return post(path, "{\"model\":\"m1\"}").bodyAsJsonObject();
    }

    HttpResponse<Buffer> send(String method, String path, Buffer body) {
        HttpRequest<Buffer> request = http.requestAbs(HttpMethod.valueOf(method), base + path);
        credential.headers().forEach(pair -> request.putHeader(pair.name(), pair.value()));
        return await(request.sendBuffer(body));
    }
}
