package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.ReloadReport;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.options.StreamOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What changes while Portolan runs, and what does not. */
@ExtendWith(VertxExtension.class)
final class ReloadTest {

    private static final String PORTKEY = "portkey-batch.yaml";
    private static final String MISTRAL = "batch-batch-jobs.yaml";

    @TempDir
    private Path folder;

    private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of("PORTKEY_API_KEY", "one"));
    private Vertx vertx;
    private FakeUpstream upstream;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx);
        Seeds.copy(folder, PORTKEY, upstream.port());
    }

    @Test
    void servesAChangedFileFromTheNextCallOn() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        rewrite(PORTKEY, text -> text.replace("/v1/batches", "/v2/batches"));

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isTrue();
        assertThat(report.files().changed()).containsExactly(path(PORTKEY));
        assertThat(report.namespaces().changed()).contains("portkey-batch-rest");
        assertThat(report.problems()).isEmpty();
        assertThat(portolan.get("/v2/batches").statusCode()).isEqualTo(200);
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(404);
        assertThat(portolan.portolan().explain()).contains("/v2/batches");
        assertThat(portolan.control("/plan").bodyAsString()).contains("/v2/batches");
    }

    @Test
    void saysThatNothingChanged() {
        RunningPortolan portolan = serve(options -> options);

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isTrue();
        assertThat(report.files().none()).isTrue();
        assertThat(report.namespaces().none()).isTrue();
    }

    @Test
    void servesAFileThatComesAndTakesOutOneThatGoes() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        Seeds.copy(folder, MISTRAL, upstream.port());

        ReloadReport came = reload(portolan);

        assertThat(came.files().added()).containsExactly(path(MISTRAL));
        assertThat(came.namespaces().added())
                .containsExactly("batch-batch-jobs", "batch-batch-jobs-mcp", "batch-batch-jobs-rest");
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(503);
        keys.put("MISTRAL_AI_API_KEY", "two");
        assertThat(reload(portolan).taken()).isTrue();
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(200);
        assertThat(tools(portolan)).contains("get-batch-job");

        Files.delete(folder.resolve(MISTRAL));
        ReloadReport went = reload(portolan);

        assertThat(went.files().removed()).containsExactly(path(MISTRAL));
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(404);
        assertThat(tools(portolan)).doesNotContain("get-batch-job").contains("retrieves-batch");
    }

    @Test
    void goesOnWithWhatAFileSaidBeforeItsErrors() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        rewrite(PORTKEY, text -> text.replace("call: portkey-batch.", "call: elsewhere."));

        ReloadReport broken = reload(portolan);

        assertThat(broken.taken()).isTrue();
        assertThat(broken.kept()).containsExactly(path(PORTKEY));
        assertThat(broken.files().none()).isTrue();
        assertThat(broken.problems())
                .anyMatch(line -> line.startsWith(path(PORTKEY) + ":") && line.contains(" error: "))
                .anyMatch(line -> line.contains("served as it was before"));
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
        assertThat(reload(portolan).kept()).containsExactly(path(PORTKEY));

        rewrite(
                PORTKEY,
                text -> text.replace("call: elsewhere.", "call: portkey-batch.").replace("/v1/batches", "/v2/batches"));
        ReloadReport mended = reload(portolan);

        assertThat(mended.kept()).isEmpty();
        assertThat(mended.files().changed()).containsExactly(path(PORTKEY));
        assertThat(portolan.get("/v2/batches").statusCode()).isEqualTo(200);
    }

    @Test
    void goesOnWithAFileThatIsBeingWritten() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        Files.writeString(folder.resolve(PORTKEY), "");

        ReloadReport report = reload(portolan);

        assertThat(report.kept()).containsExactly(path(PORTKEY));
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
    }

    @Test
    void leavesOutANewFileWithErrorsAndTakesTheRest() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        rewrite(PORTKEY, text -> text.replace("/v1/batches", "/v2/batches"));
        Files.writeString(folder.resolve("new.yaml"), "naftiko: 1.0.0-alpha2\n");

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isTrue();
        assertThat(report.problems()).singleElement().asString().startsWith(path("new.yaml") + ":1:1: error: ");
        assertThat(portolan.get("/v2/batches").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAllForOneErrorWhenStrict() throws IOException {
        RunningPortolan portolan = serve(options -> options.withStrict(true));
        rewrite(PORTKEY, text -> text.replace("/v1/batches", "/v2/batches"));
        Files.writeString(folder.resolve("new.yaml"), "naftiko: 1.0.0-alpha2\n");

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isFalse();
        assertThat(report.problems()).singleElement().asString().startsWith(path("new.yaml") + ":1:1: error: ");
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
        assertThat(portolan.get("/v2/batches").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesToServeNothing() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        Files.delete(folder.resolve(PORTKEY));

        ReloadReport report = reload(portolan);

        assertThat(report.taken()).isFalse();
        assertThat(report.problems()).singleElement().asString().startsWith("no capability file was found");
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
    }

    @Test
    void endsACallAsItBegan() throws IOException {
        Promise<Void> released = Promise.promise();
        upstream.answers((request, response) -> released.future().onComplete(any -> response.end("old")));
        FakeUpstream next = FakeUpstream.start(vertx).answers((request, response) -> response.end("new"));
        RunningPortolan portolan = serve(options -> options);
        Future<HttpResponse<Buffer>> begun = portolan.rest("GET", "/v1/batches").send();
        RunningPortolan.eventually(vertx, () -> !upstream.received().isEmpty());
        rewrite(PORTKEY, text -> text.replace("127.0.0.1:" + upstream.port(), "127.0.0.1:" + next.port()));

        assertThat(reload(portolan).taken()).isTrue();
        assertThat(portolan.get("/v1/batches").bodyAsString()).isEqualTo("new");
        released.complete();

        assertThat(RunningPortolan.await(begun).bodyAsString()).isEqualTo("old");
    }

    @Test
    void usesAKeyThatWasChanged() {
        RunningPortolan portolan = serve(options -> options);
        portolan.get("/v1/batches");
        keys.put("PORTKEY_API_KEY", "two");

        reload(portolan);
        portolan.get("/v1/batches");

        assertThat(upstream.received())
                .extracting(received -> received.headers().get("authorization"))
                .containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void movesThePublicAddressesAlong() throws IOException {
        RunningPortolan portolan = serve(options -> options);
        rewrite(PORTKEY, text -> text.replace("listbatches", "listall"));

        assertThat(reload(portolan).taken()).isTrue();

        assertThat(ask("capability.portkey-batch.listall").succeeded()).isTrue();
        RunningPortolan.eventually(vertx, () -> noHandlers(ask("capability.portkey-batch.listbatches")));
    }

    @Test
    void runsOneReloadForAllThatAskMeanwhile() {
        RunningPortolan portolan = serve(options -> options);

        Future<ReloadReport> first = portolan.portolan().reload();
        Future<ReloadReport> second = portolan.portolan().reload();
        Future<ReloadReport> third = portolan.portolan().reload();

        assertThat(RunningPortolan.await(second)).isSameAs(RunningPortolan.await(third));
        assertThat(RunningPortolan.await(first)).isNotSameAs(RunningPortolan.await(second));
    }

    @Test
    void servesOtherFilesAndNamesTheSettingsThatNeedARestart(@TempDir Path other) {
        Seeds.copy(other, MISTRAL, upstream.port());
        RunningPortolan portolan = serve(options -> options);
        PortolanOptions asked = RunningPortolan.anyPorts()
                .withSandbox(true)
                .withStreams(new StreamOptions(
                        Size.parse("1KiB"),
                        Size.parse("1GiB"),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Size.parse("64KiB"),
                        Size.parse("1MiB"),
                        null))
                .withCapabilities(List.of(other.toString()));

        ReloadReport report = RunningPortolan.await(portolan.portolan().reload(asked));

        assertThat(report.taken()).isTrue();
        assertThat(report.restart()).containsExactly("sandbox", "streams");
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(503);
        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(404);
    }

    private Future<?> ask(String address) {
        Future<?> asked = vertx.eventBus().request(address, new JsonObject());
        RunningPortolan.await(asked.otherwiseEmpty());
        return asked;
    }

    private static boolean noHandlers(Future<?> asked) {
        return asked.cause() instanceof ReplyException failure && failure.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static String tools(RunningPortolan portolan) {
        return portolan.rpc("/mcp", "tools/list", "{}").encode();
    }

    private static ReloadReport reload(RunningPortolan portolan) {
        return RunningPortolan.await(portolan.portolan().reload());
    }

    private RunningPortolan serve(UnaryOperator<PortolanOptions> change) {
        return RunningPortolan.serve(vertx, folder, keys::get, change);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void rewrite(String file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, change.apply(Files.readString(path)));
    }
}
