package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One file of {@code src/test/resources/anomalies}, served by a Portolan whose upstream records. */
final class Anomaly {

    private final Vertx vertx;
    private final Recorder recorder;
    private final RunningPortolan portolan;
    private final Folder folder;

    private Anomaly(Vertx vertx, Recorder recorder, RunningPortolan portolan, Folder folder) {
        this.vertx = vertx;
        this.recorder = recorder;
        this.portolan = portolan;
        this.folder = folder;
    }

    /** Serves the file with its base URI on the recorder, and {@code key-<name>} for every key. */
    static Anomaly serve(Vertx vertx, Path folder, String name) {
        Recorder recorder = Recorder.start(vertx);
        return serve(vertx, folder, recorder, Folder.leading(text(name), recorder.port()), Variables::given);
    }

    /** Serves a text. */
    static Anomaly serve(
            Vertx vertx, Path folder, Recorder recorder, String text, Function<String, @Nullable String> keys) {
        Folder.write(folder.resolve("anomaly.yaml"), text);
        return serve(vertx, folder, recorder, keys);
    }

    /** Serves a folder. */
    static Anomaly serve(Vertx vertx, Path folder, Recorder recorder, Function<String, @Nullable String> keys) {
        return new Anomaly(
                vertx, recorder, RunningPortolan.serve(vertx, folder, keys, options -> options), new Folder(folder));
    }

    /** The text of a file, by its name without ending. */
    static String text(String name) {
        String resource = "/anomalies/" + name + ".yaml";
        try (InputStream bytes = Objects.requireNonNull(Anomaly.class.getResourceAsStream(resource), resource)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls everything it exposes over both edges, and fails when something else arrives than the oracle says. */
    Anomaly walked() {
        return walkedBut("");
    }

    /** The same, one file left out. */
    Anomaly walkedBut(String name) {
        List<CapabilityFile> files = folder.readAll().stream()
                .filter(file -> !file.name().equals(name))
                .toList();
        Walk walk = new Walk(vertx, portolan, recorder, Folder.exposed(files));
        walk.run(vertx);
        assertThat(walk.refused()).as("what the oracle refuses").isEmpty();
        assertThat(Findings.of(walk.mismatches()).toString())
                .as("what arrives, beside what the file says; problems: " + problems())
                .isEmpty();
        assertThat(walk.calls()).isPositive();
        return this;
    }

    /** Sends a request and returns what arrived of it as {@code GET /path?query}, with its body behind it if it has one. */
    String rest(String method, String target, @Nullable String body, String... headers) {
        HttpRequest<Buffer> request = portolan.rest(method, target);
        for (int i = 0; i < headers.length; i += 2) {
            request.putHeader(headers[i], headers[i + 1]);
        }
        int before = recorder.strays().size();
        HttpResponse<Buffer> answer = RunningPortolan.await(
                body == null
                        ? request.send()
                        : request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer(body)));
        return arrived(before, answer.statusCode() + " " + answer.bodyAsString());
    }

    /** {@code GET} without a body. */
    String get(String target, String... headers) {
        return rest("GET", target, null, headers);
    }

    /** Calls a tool of the adapter, and returns what arrived of it. */
    String tool(String endpoint, String name, String arguments) {
        int before = recorder.strays().size();
        return arrived(before, String.valueOf(portolan.call("/mcp/" + endpoint, name, arguments)));
    }

    /**
     * Calls, and looks at what arrives.
     *
     * @param rows {@code METHOD target [body] -> what arrives}, or {@code endpoint tool arguments -> what arrives}; what
     *     ends in {@code ...} is only the beginning. What arrives may stand on a line of its own, further to the right
     */
    void arrives(String rows) {
        rows.replaceAll("\n +-> ", " -> ").lines().forEach(row -> {
            String[] sides = row.split(" +-> ", 2);
            String[] call = sides[0].split(" ", 3);
            String arrived = Character.isUpperCase(call[0].charAt(0))
                    ? rest(call[0], call[1], call.length == 3 ? call[2] : null)
                    : tool(call[0], call[1], call[2]);
            if (sides[1].endsWith("...")) {
                assertThat(arrived).as(row).startsWith(sides[1].replace("...", ""));
            } else {
                assertThat(arrived).as(row).isEqualTo(sides[1]);
            }
        });
    }

    private String arrived(int before, String otherwise) {
        List<Recorder.Received> all = recorder.strays();
        if (all.size() != before + 1) {
            return (all.size() - before) + " requests; answered " + otherwise;
        }
        Recorder.Received one = all.getLast();
        String body = one.body().toString();
        return one.method() + " " + one.uri() + (body.isEmpty() ? "" : " " + body);
    }

    /** The last request that arrived. */
    Recorder.Received last() {
        return recorder.strays().getLast();
    }

    /** The listed tools of the adapter. */
    List<JsonObject> tools(String endpoint) {
        JsonArray tools = portolan.rpc("/mcp/" + endpoint, "tools/list", "{}")
                .getJsonObject("result")
                .getJsonArray("tools");
        return tools.stream().map(JsonObject.class::cast).toList();
    }

    List<String> problems() {
        return portolan.portolan().problems();
    }

    RunningPortolan portolan() {
        return portolan;
    }
}
