package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.Portolan;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.Events;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of a folder that serves as resources come and go without a reload: they are looked at. */
@ExtendWith(VertxExtension.class)
final class FolderChangesTest {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            capability:
              exposes:
              - type: mcp
                namespace: manual
                port: 9090
                resources:
                - {name: pages, uri: 'manual://pages', description: All pages, location: 'file:///./pages'}
            """;

    private static final String LISTEN = """
            {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{
             "notifications":{"resourcesListChanged":true,"resourceSubscriptions":["manual://pages/one.md"]},
             "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities":{}}}}
            """;

    private static final String CHANGED = "notifications/resources/list_changed";

    @TempDir
    private Path folder;

    private PortolanOptions options;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("manual.yaml"), FILE);
        Files.createDirectory(folder.resolve("pages"));
        page("one.md", "1");
        PortolanOptions any = RunningPortolan.anyPorts().withCapabilities(List.of(folder.toString()));
        options = any.withMcp(any.mcp().withLimits(any.mcp().limits().withKeepAlive(Duration.ofMillis(50))));
    }

    @Test
    void tellsAClientThatListensOfEachFileThatComesAndGoes(Vertx vertx) throws IOException {
        RunningPortolan portolan = RunningPortolan.start(vertx, options, key -> null);
        Events events = Events.post(
                vertx.createHttpClient(),
                portolan.port(Listener.Kind.MCP),
                "/mcp",
                Map.of("mcp-protocol-version", "2026-07-28", "mcp-method", "subscriptions/listen"),
                Buffer.buffer(LISTEN));
        events.first(vertx, 1);
        RunningPortolan.eventually(vertx, () -> events.comments() > 2);
        assertThat(events.messages()).as("nothing has changed").hasSize(1);

        page("two.md", "2");
        events.first(vertx, 2);
        Files.delete(folder.resolve("pages/two.md"));
        events.first(vertx, 3);
        List<String> told = events.methods().subList(1, 3);
        page("one.md", "another one");

        assertThat(told).containsExactly(CHANGED, CHANGED);
        RunningPortolan.eventually(vertx, () -> events.methods().contains("notifications/resources/updated"));
    }

    @Test
    @Timeout(30)
    void tellsAClientWithAHandshakeOverStdio(Vertx vertx) throws IOException {
        PipedOutputStream toServer = new PipedOutputStream();
        PipedInputStream fromServer = new PipedInputStream();
        await(Portolan.builder(options)
                .vertx(vertx)
                .stdio(new PipedInputStream(toServer), new PipedOutputStream(fromServer))
                .start());
        BufferedReader answers = new BufferedReader(new InputStreamReader(fromServer, UTF_8));
        toServer.write("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":2,"method":"resources/list"}
                """.getBytes(UTF_8));
        answers.readLine();
        JsonObject before = new JsonObject(answers.readLine());
        // What it compares with is found beside the list.
        await(vertx.timer(300));

        page("two.md", "2");

        assertThat(before.getJsonObject("result").getJsonArray("resources")).hasSize(1);
        assertThat(new JsonObject(answers.readLine()).getString("method")).isEqualTo(CHANGED);
    }

    /** Whole at once, for somebody may look at any time. */
    private void page(String name, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, folder.resolve("pages").resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
