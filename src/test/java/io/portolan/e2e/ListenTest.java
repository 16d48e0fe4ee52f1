package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.options.McpLimits;
import io.portolan.testing.Events;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.LiveHeap;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code subscriptions/listen}: what a client hears of reloads. */
@ExtendWith(VertxExtension.class)
final class ListenTest {

    private static final String ALL =
            "{\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourcesListChanged\":true}";
    private static final String TOOLS = "notifications/tools/list_changed";
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final Map<String, String> HEADERS =
            Map.of("mcp-protocol-version", "2026-07-28", "mcp-method", "subscriptions/listen");

    @TempDir
    private Path folder;

    private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of("KEY", "one"));
    private Vertx vertx;
    private HttpClient client;
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(1000));
        upstream = FakeUpstream.start(vertx);
        Harbour.write(folder, upstream.port());
    }

    @Test
    void acknowledgesAndThenTellsOnceOfEveryChange() throws IOException {
        start(limits -> limits);
        Events events = listen("\"l-1\"", ALL);
        assertThat(events.response().getHeader("content-type")).isEqualTo("text/event-stream");
        assertThat(events.first(vertx, 1).getFirst()).isEqualTo(new JsonObject("""
                {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{
                 "notifications":{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true},
                 "_meta":{"io.modelcontextprotocol/subscriptionId":"l-1"}}}"""));

        reload(text -> text.replace("description: One ship.\n      inputP", "description: Any ship.\n      inputP"));
        events.first(vertx, 2);
        reload(text -> text.replace("Any ship.", "A ship."));
        events.first(vertx, 3);

        assertThat(settled(events)).containsExactly(ACKNOWLEDGED, TOOLS, TOOLS);
        assertThat(events.messages().getLast()).isEqualTo(new JsonObject("""
                {"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{
                 "_meta":{"io.modelcontextprotocol/subscriptionId":"l-1"}}}"""));
        assertThat(events.ended()).isFalse();
    }

    @Test
    void saysNothingOfWhatIsNotSeenOrNotAskedFor() throws IOException {
        start(limits -> limits);
        Events all = listen("7", ALL);
        Events prompts = listen("8", "{\"promptsListChanged\":true,\"toolsListChanged\":false}");

        reload(text -> text.replace("path: /ships\n", "path: /boats\n"));
        reload(text -> text.replace("description: Some ships.", "description: A few ships."));
        all.first(vertx, 2);

        assertThat(settled(all)).containsExactly(ACKNOWLEDGED, TOOLS);
        assertThat(all.messages().getFirst().encode()).contains("\"io.modelcontextprotocol/subscriptionId\":7}");
        assertThat(settled(prompts)).containsExactly(ACKNOWLEDGED);
        assertThat(prompts.messages().getFirst().encode()).contains("\"notifications\":{\"promptsListChanged\":true}");
    }

    @Test
    void tellsOfResourcesThatAreMadeDifferentlyNow() throws IOException {
        start(limits -> limits);
        Events events = listen(
                "1", "{\"resourceSubscriptions\":[\"ship://9\",\"nothing://here\"],\"resourcesListChanged\":true}");
        assertThat(events.first(vertx, 1).getFirst().encode()).contains("\"resourceSubscriptions\":[\"ship://9\"]");

        reload(text -> text.replace("path: \"/ships/{imo}\"", "path: \"/boats/{imo}\""));
        events.first(vertx, 2);

        assertThat(settled(events)).containsExactly(ACKNOWLEDGED, "notifications/resources/updated");
        assertThat(events.messages().getLast().getJsonObject("params").getString("uri"))
                .isEqualTo("ship://9");
    }

    @Test
    void endsAStreamWhoseEndpointGoes() throws IOException {
        Shops.write(folder, upstream.port(), "", "");
        start(limits -> limits);
        Events gone = listen("\"a\"", "/mcp/harbour-mcp", Map.of(), ALL);
        Events stays = listen("\"b\"", "/mcp", Map.of(), ALL);

        Files.delete(folder.resolve("harbour.yaml"));
        await(portolan.portolan().reload());

        List<JsonObject> messages = gone.all(vertx);
        assertThat(messages.getLast().getString("id")).isEqualTo("a");
        assertThat(messages.getLast().getJsonObject("result").getJsonObject("_meta"))
                .contains(Map.entry("io.modelcontextprotocol/subscriptionId", "a"));
        assertThat(stays.first(vertx, 3)).hasSize(3);
        assertThat(stays.methods()).containsExactly(ACKNOWLEDGED, TOOLS, "notifications/resources/list_changed");
    }

    @Test
    void endsAStreamWhoseCallerMayNotEnterAnyMore() throws IOException {
        Shops.write(
                folder,
                "shop",
                upstream.port(),
                new Shops.Blocks("", "", "authentication: {type: bearer, token: '{{KEY}}'}"));
        start(limits -> limits);
        Events events = listen("1", "/mcp/shop-mcp", Map.of("authorization", "Bearer one"), ALL);
        Events stranger = listen("1", "/mcp/shop-mcp", Map.of("authorization", "Bearer two"), ALL);
        assertThat(stranger.response().statusCode()).isEqualTo(401);

        keys.put("KEY", "two");
        await(portolan.portolan().reload());

        assertThat(events.all(vertx).getLast().getInteger("id")).isEqualTo(1);
    }

    @Test
    void endsAllStreamsWhenItStops() {
        start(limits -> limits);
        List<Events> open =
                IntStream.range(0, 6).mapToObj(i -> listen("" + i, ALL)).toList();
        long begun = System.nanoTime();

        await(portolan.portolan().close());

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        open.forEach(events ->
                assertThat(events.all(vertx).getLast().containsKey("result")).isTrue());
    }

    @Test
    void showsThatAStreamIsAlive() {
        start(limits -> limits.withKeepAlive(Duration.ofMillis(50)));
        Events events = listen("1", ALL);

        eventually(vertx, () -> events.comments() > 2);

        assertThat(events.methods()).containsExactly(ACKNOWLEDGED);
    }

    @Test
    void refusesOneTooManyUntilAnotherLeaves() {
        start(limits -> limits.withListeners(2));
        Events first = listen("1", ALL);
        listen("2", ALL);

        assertThat(attempt("3").statusCode()).isEqualTo(503);
        first.close();

        eventually(vertx, () -> attempt("4").statusCode() == 200);
    }

    private HttpClientResponse attempt(String id) {
        return listen(id, ALL).response();
    }

    @Test
    void tellsEachOfFiveHundredOnceAndForgetsThemWhenTheyLeave() throws IOException {
        start(limits -> limits);
        fiveHundred(0);
        await(vertx.timer(1000));
        long before = LiveHeap.bytes();

        fiveHundred(1);
        fiveHundred(2);

        // A thousand streams that were not forgotten would hold far more.
        eventually(vertx, () -> LiveHeap.bytes() < before + (8 << 20));
    }

    private void fiveHundred(int round) throws IOException {
        List<Events> open =
                IntStream.range(0, 500).mapToObj(i -> listen("" + i, ALL)).toList();
        String next = "description: All ships, round " + round + ".";

        reload(text -> text.replaceAll("description: All ships[^\\n]*", next));

        eventually(
                vertx, () -> open.stream().allMatch(events -> events.messages().size() > 1));
        assertThat(open).allSatisfy(events -> assertThat(events.methods()).containsExactly(ACKNOWLEDGED, TOOLS));
        open.forEach(Events::close);
    }

    @Test
    void dropsAClientThatDoesNotRead() throws IOException {
        start(limits -> limits.withListeners(1).withKeepAlive(Duration.ofMillis(200)));
        String uris = String.join(
                ",",
                IntStream.range(0, 200)
                        .mapToObj(i -> "\"ship://" + i + "x".repeat(4000) + "\"")
                        .toList());
        Events lazy = listen("1", "{\"resourceSubscriptions\":[" + uris + "]}");
        lazy.first(vertx, 1);
        lazy.response().pause();

        for (int round = 0; round < 12; round++) {
            String path = "path: \"/boats" + round + "/{imo}\"";
            reload(text -> text.replaceAll("path: \"/[a-z0-9]+/\\{imo}\"", path));
            await(vertx.timer(150));
        }

        // Its place is free again, though it never left.
        eventually(vertx, () -> attempt("2").statusCode() == 200);
        lazy.response().resume();
        assertThat(lazy.all(vertx)).noneMatch(message -> message.containsKey("result"));
    }

    @Test
    void isNothingForClientsOfOlderRevisions() {
        start(limits -> limits);

        JsonObject answer = portolan.rpc("/mcp", "subscriptions/listen", "{\"notifications\":{}}");

        assertThat(answer.getJsonObject("error").getInteger("code")).isEqualTo(-32601);
        assertThat(portolan.rpc("/mcp", "initialize", "{}")
                        .getJsonObject("result")
                        .getJsonObject("capabilities")
                        .encode())
                .doesNotContain("listChanged")
                .doesNotContain("subscribe");
    }

    private void start(UnaryOperator<McpLimits> change) {
        portolan = RunningPortolan.serve(
                vertx,
                folder,
                keys::get,
                options -> options.withMcp(
                        options.mcp().withLimits(change.apply(options.mcp().limits()))));
    }

    private Events listen(String id, String wishes) {
        return listen(id, "/mcp", Map.of(), wishes);
    }

    private Events listen(String id, String path, Map<String, String> more, String wishes) {
        Map<String, String> headers = new ConcurrentHashMap<>(HEADERS);
        headers.putAll(more);
        String meta = "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        Buffer message = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"subscriptions/listen\","
                + "\"params\":{\"notifications\":" + wishes + ",\"_meta\":" + meta + "}}");
        return Events.post(client, portolan.port(Listener.Kind.MCP), path, headers, message);
    }

    private void reload(UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve("harbour.yaml");
        String text = Files.readString(file);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
        assertThat(await(portolan.portolan().reload()).taken()).isTrue();
    }

    /** What came, once nothing more can come of the last reload. */
    private List<String> settled(Events events) {
        await(vertx.timer(400));
        return events.methods();
    }
}
