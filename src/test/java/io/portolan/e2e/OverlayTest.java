package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.settings.SettingsReader;
import io.portolan.cli.settings.SettingsSources;
import io.portolan.options.AllowOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.QueryStyle;
import io.portolan.options.UpstreamOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the settings say about an upstream, over real HTTP and both surfaces. */
@ExtendWith(VertxExtension.class)
final class OverlayTest {

    private static final Path MANUAL = Path.of("docs", "settings.md");

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Shop, description: A shop}
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: ''
                authentication: {type: bearer, token: '{{env.SHOP_TOKEN}}'}
                resources:
                - name: orders
                  path: /orders
                  operations:
                  - name: listorders
                    method: GET
                    inputParameters:
                    - {name: tags, in: query, type: array}
                    - {name: filter, in: query, type: object}
                    - {name: $select, in: query, type: array}
                    - {name: X-Version, in: header, type: string}
                  - name: createorder
                    method: POST
                    inputParameters:
                    - {name: body, in: body, type: object, required: true}
              exposes:
              - type: rest
                namespace: shop-rest
                port: 8080
                resources:
                - name: orders
                  path: /v1/orders
                  operations:
                  - {name: listorders, method: GET, call: shop.listorders}
                  - {name: createorder, method: POST, call: shop.createorder}
              - type: mcp
                namespace: shop-mcp
                port: 9090
                transport: http
                tools:
                - {name: list-orders, description: Lists., call: shop.listorders}
                - {name: create-order, description: Creates., call: shop.createorder}
            """;

    @TempDir
    Path folder;

    @Test
    void runsPortkeyAsTheManualShows(Vertx vertx) throws IOException {
        FakeUpstream api = FakeUpstream.start(vertx).answers((request, response) -> {
            boolean known = "key-PORTKEY_API_KEY".equals(request.headers().get("x-portkey-api-key"));
            response.setStatusCode(known && !request.headers().contains("Authorization") ? 200 : 401)
                    .putHeader("content-type", "application/json")
                    .end("{\"data\":[]}");
        });
        Path settings = folder.resolve("portolan.yaml");
        Files.writeString(settings, example() + "    baseUri: http://127.0.0.1:" + api.port() + "/v1\n");
        PortolanOptions read = await(
                        new SettingsReader(vertx).read(new SettingsSources(settings, true, Map.of(), Map.of())))
                .options();
        RunningPortolan portolan = RunningPortolan.start(
                vertx,
                RunningPortolan.anyPorts()
                        .withCapabilities(List.of("src/main/resources/capabilities/portkey-batch.yaml"))
                        .withUpstreams(read.upstreams()),
                key -> "key-" + key);

        HttpResponse<Buffer> rest = portolan.get("/v1/batches");
        JsonObject tool = portolan.call("/mcp", "list-your-organization-s-batches", "{}");

        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(tool.getBoolean("isError")).isNotEqualTo(true);
        assertThat(api.received()).extracting(Received::uri).containsExactly("/v1/batches", "/v1/batches");
    }

    @Test
    void sendsArraysObjectsHeadersAndQueryInTheStyleOfTheSettings(Vertx vertx) throws IOException {
        FakeUpstream api = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(
                vertx,
                UpstreamOptions.of("shop")
                        .withBaseUri("http://127.0.0.1:" + api.port() + "/{{STAGE}}")
                        .withArrayStyle(QueryStyle.BRACKETS)
                        .withHeaders(Map.of("X-Version", "7"))
                        .withQuery(Map.of("tenant", "{{TENANT}}"))
                        .withAllow(new AllowOptions(List.of("X-Trace"), List.of("expand"), false)));

        await(portolan.rest("GET", "/v1/orders?tags=a&tags=b&filter%5Bn%5D=1&$select=id,name&expand=x&expand=y")
                .putHeader("X-Version", "6")
                .putHeader("X-Trace", "t")
                .putHeader("X-Other", "o")
                .send());
        portolan.call(
                "/mcp", "list-orders", "{\"tags\":[\"a\",\"b\"],\"filter\":{\"n\":1},\"$select\":[\"id\",\"name\"]}");

        Received rest = api.received().get(0);
        Received mcp = api.received().get(1);
        String declared = "tags%5B%5D=a&tags%5B%5D=b&filter%5Bn%5D=1&$select=id,name&tenant=key-TENANT";
        assertThat(rest.uri()).isEqualTo("/key-STAGE/orders?" + declared + "&expand=x&expand=y");
        assertThat(mcp.uri()).isEqualTo("/key-STAGE/orders?" + declared);
        assertThat(rest.headers().getAll("X-Version")).containsExactly("7");
        assertThat(mcp.headers().getAll("X-Version")).containsExactly("7");
        assertThat(rest.headers().get("X-Trace")).isEqualTo("t");
        assertThat(rest.headers().contains("X-Other")).isFalse();
        assertThat(rest.headers().get("Authorization")).isEqualTo("Bearer key-SHOP_TOKEN");
    }

    @Test
    void refusesWhatNothingLetsThrough(Vertx vertx) throws IOException {
        FakeUpstream api = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(vertx, UpstreamOptions.of("*").withBaseUri("http://127.0.0.1:" + api.port()));

        assertThat(portolan.get("/v1/orders?expand=x").statusCode()).isEqualTo(400);
        assertThat(api.received()).isEmpty();
    }

    @Test
    void sendsJsonAsAFormWhereTheApiWantsOne(Vertx vertx) throws IOException {
        FakeUpstream api = FakeUpstream.start(vertx);
        RunningPortolan portolan = serve(
                vertx,
                UpstreamOptions.of("sh*")
                        .withBaseUri("http://127.0.0.1:" + api.port())
                        .withContentType("form"));
        JsonObject order =
                new JsonObject().put("price", 5).put("items", new JsonArray().add(new JsonObject().put("sku", "a b")));

        portolan.post("/v1/orders", order.encode());
        portolan.call(
                "/mcp", "create-order", new JsonObject().put("body", order).encode());
        await(portolan.rest("POST", "/v1/orders")
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .sendBuffer(Buffer.buffer("mine=%31")));

        assertThat(api.received())
                .extracting(request -> request.body().toString())
                .containsExactly("price=5&items%5B0%5D%5Bsku%5D=a+b", "price=5&items%5B0%5D%5Bsku%5D=a+b", "mine=%31");
        assertThat(api.received())
                .extracting(request -> request.headers().get("Content-Type"))
                .containsOnly("application/x-www-form-urlencoded");
    }

    @Test
    void keepsTheSecretsOfTheSettingsOutOfThePlan(Vertx vertx) throws IOException {
        RunningPortolan portolan = serve(
                vertx,
                UpstreamOptions.of("shop")
                        .withBaseUri("http://127.0.0.1:1")
                        .withHeaders(Map.of("X-Key", "s3cret"))
                        .withAuthentication("{type: apikey, key: k, value: s3cret, placement: query}"));

        assertThat(portolan.portolan().explain()).contains("X-Key").doesNotContain("s3cret");
    }

    private RunningPortolan serve(Vertx vertx, UpstreamOptions... upstreams) throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), FILE);
        return RunningPortolan.serve(
                vertx, folder, key -> "key-" + key, options -> options.withUpstreams(List.of(upstreams)));
    }

    /** The settings that the manual shows for Portkey. */
    private static String example() throws IOException {
        String manual = Files.readString(MANUAL);
        int from = manual.indexOf("```yaml\nupstreams:\n  portkey-batch:");
        assertThat(from).as("the example of %s", MANUAL).isPositive();
        int start = from + "```yaml\n".length();
        return manual.substring(start, manual.indexOf("```", start));
    }
}
