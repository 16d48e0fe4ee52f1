package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.bus.stream.Streams;
import io.portolan.cli.settings.SettingsReader;
import io.portolan.cli.settings.SettingsSources;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.options.StreamChanges;
import io.portolan.options.UpstreamOptions;
import io.portolan.testing.Depot;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are checked as batch input files before the API gets any of them. */
@ExtendWith(VertxExtension.class)
final class BatchUploadsTest {

    private static final Path MANUAL = Path.of("docs", "streaming.md");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final String FORM = "multipart/form-data; boundary=b1";

    @TempDir
    private Path folder;

    private Vertx vertx;
    private FakeUpstream api;

    @BeforeEach
    void start(Vertx vertx) throws IOException {
        this.vertx = vertx;
        api = FakeUpstream.start(vertx);
        Depot.write(folder, api.port());
    }

    @AfterEach
    void leavesNothingOpen() {
        eventually(vertx, () -> Streams.of(vertx).open() == 0 && kept() == 0);
    }

    private static long kept() {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.startsWith("portolan-") && name.endsWith(".upload"))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void passesOnWhatIsSoundByteForByteWithItsLength() {
        RunningPortolan portolan = serve();
        Map<String, Buffer> bodies = Map.of(
                "application/jsonl",
                lines(3, ""),
                "application/x-ndjson",
                lines(100_000, ""),
                FORM,
                form(lines(100_000, "")));

        bodies.forEach((type, body) -> {
            int before = api.received().size();
            HttpResponse<Buffer> answer = upload(portolan, type, body);
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
            FakeUpstream.Received received = api.received().get(before);
            assertThat(received.body()).as(type).isEqualTo(body);
            assertThat(received.headers().get("content-type")).isEqualTo(type);
            assertThat(received.headers().get("content-length")).isEqualTo(Integer.toString(body.length()));
        });
    }

    @Test
    void takesAnUploadOfUnknownLength() {
        RunningPortolan portolan = serve();
        Buffer body = lines(50_000, "");

        HttpClientResponse answer = await(begin(portolan).compose(request -> {
            request.setChunked(true);
            for (int at = 0; at < body.length(); at += 30_000) {
                request.write(body.getBuffer(at, Math.min(body.length(), at + 30_000)));
            }
            request.end();
            return request.response();
        }));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.only().body()).isEqualTo(body);
    }

    @Test
    void refusesTheFirstBadLineBeforeTheApiSeesAnyOfThem() {
        RunningPortolan portolan = serve();
        Map<String, Buffer> bodies = Map.of(
                "application/jsonl",
                lines(3, "{\"custom_id\":}\n"),
                "application/x-ndjson",
                lines(3, "{\"custom_id\":}\n" + lines(100_000, "")),
                FORM,
                form(lines(3, "{\"custom_id\":}\n")));

        bodies.forEach((type, body) -> {
            HttpResponse<Buffer> answer = upload(portolan, type, body);

            JsonObject problem = ProblemAnswer.of(answer, 400, "invalid-input");
            String fault = "line 4, column 14: '}' (expected: a value)";
            assertThat(problem.getString("detail")).isEqualTo("body: " + fault);
            assertThat(problem.getJsonArray("errors"))
                    .isEqualTo(new JsonArray()
                            .add(new JsonObject()
                                    .put("in", "body")
                                    .put("name", "body")
                                    .put("detail", fault)));
        });
        assertThat(api.received()).isEmpty();
    }

    @Test
    void refusesAnIdThatStandsTwiceHoweverFarApart() {
        RunningPortolan portolan = serve();

        HttpResponse<Buffer> answer =
                upload(portolan, "application/jsonl", lines(100_000, "{\"custom_id\":\"request-7\"}\n"));

        assertThat(ProblemAnswer.of(answer, 400, "invalid-input").getString("detail"))
                .isEqualTo("body: line 100001, column 14: custom_id 'request-7' is that of line 8"
                        + " (expected: a string of its own)");
        assertThat(api.received()).isEmpty();
    }

    @Test
    void leavesJsonAndOtherOperationsAlone() {
        RunningPortolan portolan = serve();

        assertThat(portolan.post("/files", "{\"no\": \"batch\"}").statusCode()).isEqualTo(200);
        assertThat(portolan.get("/files/1").statusCode()).isEqualTo(200);

        assertThat(api.received()).hasSize(2);
    }

    @Test
    void checksNothingUnlessTold() {
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder);

        assertThat(upload(portolan, "application/jsonl", Buffer.buffer("no JSON"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsToTheLimitOfUploads() {
        RunningPortolan portolan = serve(
                UpstreamOptions.of("depot").withStreams(new StreamChanges(Size.parse("70KiB"), null, List.of("*"))));

        HttpResponse<Buffer> answer = upload(portolan, "application/jsonl", lines(2_000, ""));

        ProblemAnswer.of(answer, 413, "body-too-large");
        assertThat(api.received()).isEmpty();
    }

    @Test
    void forgetsAnUploadThatBreaksOff() {
        RunningPortolan portolan = serve();
        HttpClientRequest request = await(begin(portolan));
        request.setChunked(true).write(lines(10_000, ""));
        eventually(vertx, () -> Streams.of(vertx).open() == 1);

        request.reset();

        eventually(vertx, () -> Streams.of(vertx).open() == 0);
        assertThat(api.received()).isEmpty();
    }

    @Test
    void warnsOfAnOperationThatTheApiDoesNotHave() {
        RunningPortolan portolan =
                serve(UpstreamOptions.of("depot").withStreams(new StreamChanges(null, null, List.of("uplaod"))));

        assertThat(portolan.portolan().problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains(
                                "upstreams.depot.streams.jsonl: unknown operation 'uplaod' (did you mean 'upload'?)"));
    }

    /** With the settings that the manual shows. */
    private RunningPortolan serve() {
        try {
            String manual = Files.readString(MANUAL);
            int section = manual.indexOf("### Checked uploads");
            int start = manual.indexOf("```yaml\n", section) + "```yaml\n".length();
            Path conf = Files.writeString(
                    folder.resolve("conf.txt"), manual.substring(start, manual.indexOf("```", start)));
            PortolanOptions read = await(
                            new SettingsReader(vertx).read(new SettingsSources(conf, true, Map.of(), Map.of())))
                    .options();
            return serve(read.upstreams().toArray(UpstreamOptions[]::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private RunningPortolan serve(UpstreamOptions... upstreams) {
        return RunningPortolan.serve(
                vertx, folder, key -> "key-" + key, options -> options.withUpstreams(List.of(upstreams)));
    }

    private static HttpResponse<Buffer> upload(RunningPortolan portolan, String type, Buffer body) {
        return await(
                portolan.rest("POST", "/files").putHeader("content-type", type).sendBuffer(body));
    }

    private Future<HttpClientRequest> begin(RunningPortolan portolan) {
        return vertx.createHttpClient()
                .request(HttpMethod.POST, portolan.port(Listener.Kind.REST), "127.0.0.1", "/files")
                .map(request -> request.putHeader("content-type", "application/jsonl"));
    }

    /** So many lines, and this. */
    private static Buffer lines(int count, String last) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < count; line++) {
            lines.append("{\"custom_id\":\"request-").append(line).append("\",\"body\":{\"n\":[1,2,3]}}\n");
        }
        return Buffer.buffer(lines.append(last).toString());
    }

    private static Buffer form(Buffer file) {
        return Buffer.buffer("--b1\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n")
                .appendString("--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.jsonl\"\r\n\r\n")
                .appendBuffer(file)
                .appendString("\r\n--b1\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\nlast\r\n--b1--\r\n");
    }
}
