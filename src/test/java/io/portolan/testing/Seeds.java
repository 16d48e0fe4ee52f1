package io.portolan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The five files that ship with Portolan, and what each of their operations should send upstream. */
public final class Seeds {

    private static final List<String> FILES = List.of(
            "ai-gateway-batches.yaml",
            "batch-batch-jobs.yaml",
            "forge-training-jobs.yaml",
            "portkey-batch.yaml",
            "together-ai-rl.yaml");

    /**
     * One of the thirty operations, called with concrete values.
     *
     * @param target of the REST call, without the namespace
     * @param arguments of the tool call, as JSON text
     * @param body of the REST call and of the upstream's; null for none
     */
    public record Operation(
            String rest,
            String mcp,
            String tool,
            String method,
            String target,
            String arguments,
            String body,
            String upstreamMethod,
            String upstreamTarget,
            String variable) {

        /** Fails unless the request is what the file says, with the value {@code key-<name>} as the key. */
        public void arrivedAs(FakeUpstream.Received received) {
            assertThat(received.method()).isEqualTo(upstreamMethod);
            assertThat(received.uri()).isEqualTo(upstreamTarget);
            assertThat(received.headers().getAll("authorization")).containsExactly("Bearer key-" + variable);
            assertThat(received.body().toString()).isEqualTo(body == null ? "" : body);
            assertThat(received.headers().get("content-type")).isEqualTo(body == null ? null : "application/json");
        }

        @Override
        public String toString() {
            return mcp + " " + tool;
        }
    }

    private Seeds() {}

    /** Writes copies whose base URIs lead to a port of loopback, nothing else changed. */
    public static Path copies(Path folder, int upstreamPort) {
        FILES.forEach(file -> copy(folder, file, upstreamPort));
        return folder;
    }

    /** Writes a copy of one of them. */
    public static Path copy(Path folder, String file, int upstreamPort) {
        try {
            return Files.writeString(folder.resolve(file), text(file, upstreamPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of such a copy. */
    public static String text(String file, int upstreamPort) {
        return resource("/capabilities/" + file)
                .replaceAll("baseUri: https://[^/\\s]+", "baseUri: http://127.0.0.1:" + upstreamPort);
    }

    /** All thirty. */
    public static List<Operation> operations() {
        return new JsonArray(resource("/e2e/operations.json"))
                .stream().map(JsonObject.class::cast).map(Seeds::operation).toList();
    }

    private static Operation operation(JsonObject row) {
        return new Operation(
                row.getString("rest"),
                row.getString("mcp"),
                row.getString("tool"),
                row.getString("method"),
                row.getString("target"),
                row.getString("arguments"),
                row.getString("body"),
                row.getString("upstreamMethod"),
                row.getString("upstreamTarget"),
                row.getString("variable"));
    }

    private static String resource(String name) {
        try (InputStream bytes = Objects.requireNonNull(Seeds.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
