package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adapters with {@code authentication}, over REST and MCP alike. */
@ExtendWith(VertxExtension.class)
final class CallersTest {

    private static final Map<String, String> KEYS = Map.of("KEY", "s3cret", "PASS", "pässword");
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";
    /** {@code ann:pässword} in UTF-8. */
    private static final String PAIR = "YW5uOnDDpHNzd29yZA==";

    private static final String BEARER = "authentication: {type: bearer, token: '{{KEY}}'}";

    @TempDir
    Path folder;

    /** @param shown header lines, or {@code ?} and a query */
    record Row(String block, String challenge, List<String> shown, List<List<String>> wrong) {

        @Override
        public String toString() {
            return block;
        }
    }

    static List<Row> tokens() {
        return List.of(
                new Row(
                        BEARER,
                        "Bearer realm=\"portolan\"",
                        List.of("Authorization: bearer s3cret"),
                        List.of(
                                List.of("Authorization: Bearer s3cre"),
                                List.of("Authorization: Bearer s3cret1"),
                                List.of("Authorization: s3cret"),
                                List.of("Authorization: Basic s3cret"),
                                List.of("Authorization: Bearer s3cret", "Authorization: Bearer s3cret"))),
                new Row(
                        "authentication: {type: basic, username: ann, password: '{{PASS}}'}",
                        "Basic realm=\"portolan\", charset=\"UTF-8\"",
                        List.of("Authorization: Basic " + PAIR),
                        List.of(List.of("Authorization: Basic YW5uOg=="), List.of("Authorization: Basic ***"))));
    }

    static List<Row> keys() {
        return List.of(
                new Row(
                        "authentication: {type: apikey, key: x-key, value: '{{KEY}}', placement: header}",
                        "ApiKey realm=\"portolan\"",
                        List.of("X-Key: s3cret"),
                        List.of(List.of("X-Key: S3cret"), List.of("?x-key=s3cret"))),
                new Row(
                        "authentication: {type: apikey, key: api_key, value: '{{KEY}}', placement: query}",
                        "ApiKey realm=\"portolan\"",
                        List.of("?api_key=s3cret"),
                        List.of(List.of("?api_key=x"), List.of("?api_key=s3cret&api_key=s3cret"))),
                new Row(
                        "authentication: {type: apikey, key: sid, value: '{{KEY}}', placement: cookie}",
                        "ApiKey realm=\"portolan\"",
                        List.of("Cookie: a=b; sid=s3cret"),
                        List.of(List.of("Cookie: sid=s3cre"))),
                new Row(
                        "authentication: {type: apikey, headers: {x-key: '{{KEY}}', x-app: one}}",
                        "ApiKey realm=\"portolan\"",
                        List.of("x-key: s3cret", "x-app: one"),
                        List.of(List.of("x-key: s3cret"), List.of("x-app: one"))));
    }

    @ParameterizedTest
    @MethodSource({"tokens", "keys"})
    void letsInWhoShowsTheCredentialAndNobodyElse(Row row, Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(folder, "shop", upstream.port(), new Shops.Blocks("", "", row.block()));
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
        WebClient client = WebClient.create(vertx);

        for (List<String> wrong : withNothing(row.wrong())) {
            refused(rest(client, portolan, wrong), row.challenge());
            refused(mcp(client, portolan, "/mcp/shop-mcp", wrong), row.challenge());
            refused(mcp(client, portolan, "/mcp", wrong), row.challenge());
        }
        assertThat(upstream.received()).isEmpty();

        assertThat(rest(client, portolan, row.shown()).statusCode()).isEqualTo(200);
        assertThat(mcp(client, portolan, "/mcp/shop-mcp", row.shown()).bodyAsString())
                .contains("shop-items");
        assertThat(mcp(client, portolan, "/mcp", row.shown()).bodyAsString()).contains("shop-items");
        FakeUpstream.Received received = upstream.only();
        assertThat(received.uri()).isEqualTo("/items");
        for (String name : List.of("authorization", "x-key", "x-app", "cookie")) {
            assertThat(received.headers().contains(name)).as(name).isFalse();
        }
    }

    @Test
    void hidesGuardedToolsFromThoseWhoShowNothing(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(folder, "shop", upstream.port(), new Shops.Blocks("", "", BEARER));
        Shops.write(folder, "open", upstream.port(), "", "");
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
        WebClient client = WebClient.create(vertx);
        String call = LIST.replace("tools/list", "tools/call").replace("{}", "{\"name\":\"shop-items\"}");

        String open = mcp(client, portolan, "/mcp", List.of()).bodyAsString();
        String all = mcp(client, portolan, "/mcp", List.of("Authorization: Bearer s3cret"))
                .bodyAsString();
        HttpResponse<Buffer> hidden =
                await(post(client, portolan, "/mcp", List.of()).sendBuffer(Buffer.buffer(call)));

        assertThat(open).contains("open-items").doesNotContain("shop-items");
        assertThat(all).contains("open-items").contains("shop-items");
        assertThat(hidden.bodyAsJsonObject().getJsonObject("error").getInteger("code"))
                .isEqualTo(-32602);
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void refusesEverybodyWhileTheSecretHasNoValue(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(
                folder,
                "shop",
                upstream.port(),
                new Shops.Blocks("", "", "authentication: {type: bearer, token: '{{UNSET}}'}"));
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
        WebClient client = WebClient.create(vertx);

        for (HttpResponse<Buffer> answer : List.of(
                rest(client, portolan, List.of("Authorization: Bearer ")),
                mcp(client, portolan, "/mcp", List.of()),
                mcp(client, portolan, "/mcp/shop-mcp", List.of()))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.bodyAsJsonObject().getString("variable")).isEqualTo("UNSET");
        }
        assertThat(upstream.received()).isEmpty();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "{type: digest, username: a}",
                "{type: oauth2, resource: x}",
                "{type: jwt2}",
                "{type: bearer, token: ''}"
            })
    void servesNoAdapterWhoseCallersCannotBeChecked(String block, Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(folder, "shop", upstream.port(), new Shops.Blocks("", "", "authentication: " + block));
        Shops.write(folder, "open", upstream.port(), "", "");
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);

        assertThat(portolan.portolan().problems()).anyMatch(problem -> problem.contains("authentication"));
        assertThat(portolan.get("/shop-rest/items").statusCode()).isNotEqualTo(200);
        assertThat(upstream.received()).isEmpty();
    }

    private static List<List<String>> withNothing(List<List<String>> wrong) {
        List<List<String>> all = new java.util.ArrayList<>(wrong);
        all.add(List.of());
        return all;
    }

    private static void refused(HttpResponse<Buffer> answer, String challenge) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo(challenge);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/problem+json");
        JsonObject problem = answer.bodyAsJsonObject();
        assertThat(problem.getString("type")).isEqualTo("urn:portolan:problem:unauthenticated");
        assertThat(problem.encode()).doesNotContain("s3cret");
    }

    private static HttpResponse<Buffer> rest(WebClient client, RunningPortolan portolan, List<String> shown) {
        return await(request(client.get(portolan.port(Listener.Kind.REST), "127.0.0.1", "/items" + query(shown)), shown)
                .send());
    }

    private static HttpResponse<Buffer> mcp(
            WebClient client, RunningPortolan portolan, String endpoint, List<String> shown) {
        return await(post(client, portolan, endpoint, shown).sendBuffer(Buffer.buffer(LIST)));
    }

    private static HttpRequest<Buffer> post(
            WebClient client, RunningPortolan portolan, String endpoint, List<String> shown) {
        return request(client.post(portolan.port(Listener.Kind.MCP), "127.0.0.1", endpoint + query(shown)), shown)
                .putHeader("content-type", "application/json")
                .putHeader("mcp-protocol-version", "2025-11-25");
    }

    private static HttpRequest<Buffer> request(HttpRequest<Buffer> request, List<String> shown) {
        MultiMap headers = request.headers();
        shown.stream().filter(one -> !one.startsWith("?")).forEach(one -> {
            String[] header = one.split(": ", 2);
            headers.add(header[0], header[1]);
        });
        return request;
    }

    private static String query(List<String> shown) {
        return shown.stream().filter(one -> one.startsWith("?")).findFirst().orElse("");
    }
}
