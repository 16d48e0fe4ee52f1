package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/authentication.md does what stands under it. */
@ExtendWith(VertxExtension.class)
final class AuthenticationManualTest {

    private static final Map<String, String> KEYS = Map.of("KEY", "s3cret", "USER", "ann", "PASS", "pw");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```\\n+```http\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    /** @param sent header lines, or {@code ?} and the query */
    record Example(String block, List<String> sent) {}

    static List<Example> examples() throws IOException {
        String manual = Files.readString(Path.of("docs/authentication.md"));
        assertThat(manual.split("```yaml"))
                .as("every example says what is sent")
                .hasSize(9);
        return EXAMPLE.matcher(manual)
                .results()
                .map(found -> new Example(found.group(1), found.group(2).lines().toList()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void doesWhatItSays(Example example, Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        boolean callers = example.block().startsWith("# callers");
        String block = example.block();
        Shops.write(folder, "shop", upstream.port(), new Shops.Blocks(callers ? "" : block, "", callers ? block : ""));
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);

        int without = portolan.get("/items").statusCode();

        assertThat(without).isEqualTo(callers ? 401 : 200);
        if (callers) {
            assertThat(await(shown(portolan, example.sent()).send()).statusCode())
                    .isEqualTo(200);
        } else {
            sent(upstream.only(), example.sent());
        }
    }

    private static HttpRequest<?> shown(RunningPortolan portolan, List<String> lines) {
        HttpRequest<?> request = portolan.rest("GET", "/items");
        lines.forEach(line -> request.putHeader(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        return request;
    }

    private static void sent(FakeUpstream.Received received, List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("?")) {
                assertThat(received.uri()).endsWith(line);
            } else {
                assertThat(received.headers().get(line.split(": ", 2)[0])).isEqualTo(line.split(": ", 2)[1]);
            }
        }
    }
}
