package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.portolan.testing.LogCapture;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from a real token endpoint. */
@ExtendWith(VertxExtension.class)
final class OAuth2Test {

    private static final Map<String, String> KEYS =
            Map.of("USER", "ann", "PASS", "p\"w", "ID", "my id", "SECRET", "s3cret&", "REFRESH", "r-0");

    @TempDir
    Path folder;

    @Test
    void fetchesATokenOnceAndKeepsIt(Vertx vertx) throws IOException {
        FakeUpstream tokens = FakeUpstream.start(vertx)
                .answersJson(200, "{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        FakeUpstream upstream = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(vertx, upstream, oauth(tokens, "scopes: [read, write], audience: shop"));

        List<Future<HttpResponse<Buffer>>> calls = IntStream.range(0, 20)
                .mapToObj(call -> portolan.rest("GET", "/items").send())
                .toList();
        await(Future.all(calls));

        assertThat(calls).allMatch(call -> call.result().statusCode() == 200);
        assertThat(upstream.received())
                .hasSize(20)
                .allMatch(one -> "Bearer t1".equals(one.headers().get("authorization")));
        assertThat(tokens.received())
                .hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        Received request = tokens.received().getFirst();
        assertThat(request.method() + " " + request.uri()).isEqualTo("POST /token?x=1");
        assertThat(request.headers().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.headers().get("authorization")).isEqualTo("Basic " + base64("my%20id:s3cret%26"));
        assertThat(request.body().toString()).isEqualTo("audience=shop&grant_type=client_credentials&scope=read+write");
    }

    @Test
    void putsTheClientIntoTheBodyWhenToldTo(Vertx vertx) throws IOException {
        FakeUpstream tokens = FakeUpstream.start(vertx).answersJson(200, "{\"access_token\":\"t1\"}");
        RunningPortolan portolan = serve(vertx, FakeUpstream.start(vertx), oauth(tokens, "clientAuthentication: body"));

        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);

        assertThat(tokens.only().headers().contains("authorization")).isFalse();
        assertThat(tokens.only().body().toString())
                .isEqualTo("client_id=my+id&client_secret=s3cret%26&grant_type=client_credentials");
    }

    @Test
    void renewsByTheNewestRefreshToken(Vertx vertx) throws IOException {
        AtomicInteger round = new AtomicInteger();
        FakeUpstream tokens = FakeUpstream.start(vertx).answers((request, response) -> {
            // Each refresh token is good for one use.
            boolean fresh = request.body().toString().contains("refresh_token=r-" + round.get());
            if (fresh) {
                int next = round.incrementAndGet();
                json(response, 200, "{\"access_token\":\"t" + next + "\",\"refresh_token\":\"r-" + next + "\"}");
            } else {
                json(response, 400, "{\"error\":\"invalid_grant\"}");
            }
        });
        FakeUpstream upstream = FakeUpstream.start(vertx).answers((request, response) -> {
            boolean newest = ("Bearer t" + round.get()).equals(request.headers().get("authorization"));
            json(response, newest ? 200 : 401, "{}");
        });
        RunningPortolan portolan = serve(vertx, upstream, oauth(tokens, "refreshToken: '{{REFRESH}}'"));

        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);
        upstream.answers((request, response) -> {
            boolean newest = "Bearer t2".equals(request.headers().get("authorization"));
            json(response, newest ? 200 : 401, "{}");
        });

        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);
        assertThat(round.get()).isEqualTo(2);
    }

    @Test
    void asksForANewTokenOnceWhenOneIsRefused(Vertx vertx) throws IOException {
        AtomicInteger given = new AtomicInteger();
        FakeUpstream tokens = FakeUpstream.start(vertx)
                .answers((request, response) -> json(
                        response,
                        200,
                        "{\"access_token\":\"t" + given.incrementAndGet() + "\",\"expires_in\":\"60\"}"));
        FakeUpstream upstream = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(vertx, upstream, oauth(tokens, ""));
        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);
        upstream.answersJson(401, "{\"error\":\"always\"}");
        int before = given.get();

        assertThat(portolan.get("/items").statusCode()).isEqualTo(401);

        assertThat(given.get()).isEqualTo(before + 1);
        assertThat(upstream.received()).hasSize(3);
    }

    @Test
    void namesWhyThereIsNoTokenAndNoSecret(Vertx vertx) throws IOException {
        FakeUpstream tokens = FakeUpstream.start(vertx);
        FakeUpstream upstream = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(vertx, upstream, oauth(tokens, ""));
        String endpoint = "the token endpoint of shop (127.0.0.1:" + tokens.port() + ") ";
        Map<String, String> reasons = new HashMap<>();
        reasons.put("{\"access_token\":\"\"}", endpoint + "answered without an access_token that can be used");
        reasons.put("{\"access_token\":\"a\\nb\"}", endpoint + "answered without an access_token that can be used");
        reasons.put("[]", endpoint + "answered without an access_token that can be used");
        reasons.put("<html>", endpoint + "answered without an access_token that can be used");
        reasons.put(
                "{\"access_token\":\"t\",\"token_type\":\"mac\"}",
                endpoint + "gives tokens of another kind (expected: bearer)");
        List<String> seen = new ArrayList<>();
        try (LogCapture log = LogCapture.start(Level.DEBUG)) {
            reasons.forEach((body, reason) -> {
                tokens.answersJson(200, body);
                HttpResponse<Buffer> answer = portolan.get("/items");
                assertThat(answer.statusCode()).isEqualTo(502);
                assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo(reason);
            });
            tokens.answersJson(401, "{\"error\":\"invalid_client\",\"error_description\":\"s3cret& is wrong\"}");
            HttpResponse<Buffer> refused = portolan.get("/items");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.bodyAsJsonObject().getString("detail"))
                    .isEqualTo(endpoint + "refused to give a token: 401, invalid_client");
            seen.add(refused.bodyAsString());
            seen.addAll(log.lines());
        }

        assertThat(seen).noneMatch(text -> text.contains("s3cret"));
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void needsNoTokenEndpointInTheSandbox(Vertx vertx) throws IOException {
        FakeUpstream tokens = FakeUpstream.start(vertx);
        Shops.write(folder, 9, oauth(tokens, ""), "");
        RunningPortolan portolan =
                RunningPortolan.serve(vertx, folder, KEYS::get, options -> options.withSandbox(true));

        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);
        assertThat(tokens.received()).isEmpty();
    }

    private RunningPortolan serve(Vertx vertx, FakeUpstream upstream, String authentication) throws IOException {
        Shops.write(folder, upstream.port(), authentication, "");
        return RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
    }

    private static String oauth(FakeUpstream tokens, String more) {
        String comma = more.isEmpty() ? "" : ", ";
        return "authentication: {type: oauth2, token_url: 'http://127.0.0.1:" + tokens.port()
                + "/token?x=1', clientId: '{{ID}}', client_secret: '{{SECRET}}'" + comma + more + "}";
    }

    private static void json(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
