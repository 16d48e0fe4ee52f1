package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FreePort;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streams under way while what serves them changes or ends, and uploads whose bytes nobody looks into. */
@ExtendWith(VertxExtension.class)
final class StreamLivesTest {

    @TempDir
    private Path folder;

    private final Promise<HttpServerResponse> begun = Promise.promise();

    @Test
    void finishesAStreamBeforeItStops(Vertx vertx) {
        DepotRun depot = DepotRun.serve(vertx, folder, options -> drains(options, Duration.ofSeconds(15)))
                .answers(this::begin);
        Future<Digest> got = depot.get("/files/1").compose(Digest::of);
        HttpServerResponse upstream = await(begun.future());

        Future<Void> closing = depot.portolan().portolan().close();
        eventually(vertx, () -> FreePort.is(depot.port()));
        await(vertx.timer(300));
        assertThat(closing.isComplete()).isFalse();
        upstream.end(Buffer.buffer(new byte[1000])).onFailure(gone -> {});

        assertThat(await(got).length()).isEqualTo(2000);
        await(closing);
    }

    @Test
    void breaksAStreamOffThatTakesLongerThanItHasToStop(Vertx vertx) {
        DepotRun depot = DepotRun.serve(vertx, folder, options -> drains(options, Duration.ofMillis(300)))
                .answers(this::begin);
        Future<Digest> got = depot.get("/files/1").compose(Digest::of);
        await(begun.future());
        long before = System.nanoTime();

        await(depot.portolan().portolan().close());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThatThrownBy(() -> await(got)).hasMessageContaining("closed");
        depot.awaitNothingOpen();
    }

    @Test
    void goesOnWithAStreamWhenItsFileChanges(Vertx vertx) {
        DepotRun depot = DepotRun.serve(vertx, folder).answers(this::begin);
        Future<Digest> got = depot.get("/files/1").compose(Digest::of);
        HttpServerResponse upstream = await(begun.future());

        depot.change();
        await(depot.portolan().portolan().reload());
        assertThat(depot.portolan().get("/files/1").statusCode()).isEqualTo(404);
        upstream.end(Buffer.buffer(new byte[1000])).onFailure(gone -> {});

        assertThat(await(got).length()).isEqualTo(2000);
        depot.awaitNothingOpen();
    }

    @Test
    void passesCodedUploadsOnWithTheirCoding(Vertx vertx) {
        AtomicReference<MultiMap> asked = new AtomicReference<>();
        DepotRun depot = DepotRun.serve(vertx, folder).answers(request -> {
            asked.set(request.headers());
            request.end().onSuccess(all -> request.response().end("{}"));
        });

        for (int length : new int[] {10, 200_000}) {
            HttpClientResponse response = await(depot.post("content-encoding", "gzip")
                    .compose(request -> request.send(Buffer.buffer(new byte[length]))));

            assertThat(response.statusCode()).as("%s bytes", length).isEqualTo(200);
            assertThat(asked.get().get("content-encoding"))
                    .as("%s bytes", length)
                    .isEqualTo("gzip");
        }
    }

    @Test
    void takesNoCodedJson(Vertx vertx) {
        DepotRun depot = DepotRun.serve(vertx, folder);

        HttpClientResponse response = await(depot.post("content-encoding", "gzip")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(new byte[10]))));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    private void begin(HttpServerRequest request) {
        request.response().setChunked(true).write(Buffer.buffer(new byte[1000])).onFailure(gone -> {});
        begun.tryComplete(request.response());
    }

    private static PortolanOptions drains(PortolanOptions options, Duration drain) {
        TimeoutOptions timeouts = options.timeouts();
        return options.withTimeouts(
                new TimeoutOptions(timeouts.connect(), timeouts.firstByte(), timeouts.idle(), timeouts.total(), drain));
    }
}
