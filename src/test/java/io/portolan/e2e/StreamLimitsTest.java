package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.options.LimitChanges;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.options.StreamChanges;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.TimeoutOptions;
import io.portolan.options.UpstreamOptions;
import io.portolan.testing.ProblemAnswer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How long a body may take, how long it may be silent, how large it may be and how many there may be. */
@ExtendWith(VertxExtension.class)
final class StreamLimitsTest {

    private static final UpstreamOptions DEPOT = UpstreamOptions.of("depot");
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    @Test
    void goesOnForLongerThanACallMay(Vertx vertx) {
        DepotRun depot = DepotRun.serve(vertx, folder, request -> drip(vertx, request, 12, 100), times(null, SHORT));

        Digest got = await(depot.get("/files/1").compose(Digest::of));

        assertThat(got.length()).isEqualTo(12);
        depot.awaitNothingOpen();
    }

    @Test
    void outlastsASilenceThatTheUpstreamIsAllowed(Vertx vertx) {
        // An edge closes a connection on which nothing happens, but not before the slowest upstream may be silent.
        DepotRun depot = DepotRun.serve(
                        vertx,
                        folder,
                        options -> quick(
                                options,
                                DEPOT.withTimeouts(new TimeoutChanges(null, null, Duration.ofSeconds(10), null))))
                .answers(request -> drip(vertx, request, 2, 4000));

        Digest got = await(depot.get("/files/1").compose(Digest::of));

        assertThat(got.length()).isEqualTo(2);
    }

    @Test
    void breaksOffWhereTheUpstreamFallsSilent(Vertx vertx) {
        AtomicBoolean left = new AtomicBoolean();
        DepotRun depot = DepotRun.serve(vertx, folder, request -> begin(request, left), times(SHORT, null));

        assertThatThrownBy(() -> await(depot.get("/files/1").compose(Digest::of)))
                .hasMessageContaining("closed");

        eventually(vertx, left::get);
        depot.awaitNothingOpen();
    }

    @Test
    void blamesNobodyWhileTheClientDoesNotRead(Vertx vertx) {
        Pattern sent = new Pattern(30_000_000);
        DepotRun depot = DepotRun.serve(vertx, folder, request -> sent.send(request, true), times(SHORT, null));
        HttpClientResponse response = await(depot.get("/files/1"));
        Promise<Digest> all = Promise.promise();

        await(vertx.timer(4 * SHORT.toMillis()));
        Digest.of(response).onComplete(all);

        assertThat(await(all.future())).isEqualTo(sent.digest());
    }

    @Test
    void breaksOffABodyThatTakesTooLong(Vertx vertx) {
        AtomicBoolean left = new AtomicBoolean();
        DepotRun depot = DepotRun.serve(
                vertx,
                folder,
                request -> {
                    request.response().closeHandler(gone -> left.set(true));
                    drip(vertx, request, 1000, 50);
                },
                DEPOT.withStreams(new StreamChanges(null, SHORT, List.of())));

        assertThatThrownBy(() -> await(depot.get("/files/1").compose(Digest::of)))
                .hasMessageContaining("closed");

        eventually(vertx, left::get);
    }

    @Test
    void breaksOffAnUploadThatFallsSilent(Vertx vertx) {
        AtomicBoolean broken = new AtomicBoolean();
        DepotRun depot = DepotRun.serve(
                vertx,
                folder,
                request -> request.exceptionHandler(cause -> broken.set(true)).handler(chunk -> {}),
                times(SHORT, null));

        HttpClientResponse response = await(depot.post().compose(request -> {
            request.setChunked(true).write(Buffer.buffer(new byte[1000]));
            return request.response();
        }));

        assertThat(response.statusCode()).isEqualTo(408);
        eventually(vertx, broken::get);
        depot.awaitNothingOpen();
    }

    @Test
    void refusesAnUploadThatAnnouncesTooMuchBeforeItComes(Vertx vertx) {
        AtomicBoolean reached = new AtomicBoolean();
        AtomicBoolean invited = new AtomicBoolean();
        DepotRun depot = DepotRun.serve(vertx, folder, request -> reached.set(true), most("100KiB"));

        HttpClientResponse response = await(depot.post("content-length", "102401", "expect", "100-continue")
                .compose(request -> {
                    request.continueHandler(go -> invited.set(true)).sendHead();
                    return request.response();
                }));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(invited).isFalse();
        assertThat(reached).isFalse();
    }

    @Test
    void passesOnAnUploadThatMayNotBeTakenWhole(Vertx vertx) {
        Promise<Digest> arrived = Promise.promise();
        LimitChanges small = new LimitChanges(Size.parse("10KiB"), null, null, null);
        DepotRun depot = DepotRun.serve(
                vertx,
                folder,
                request -> Digest.of(request)
                        .onComplete(arrived)
                        .onSuccess(all -> request.response().end("{}")),
                DEPOT.withLimits(small));
        Pattern sent = new Pattern(20_000);

        int status = await(depot.post("content-length", "20000").compose(request -> {
                    sent.writeTo(request);
                    return request.response();
                }))
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(await(arrived.future())).isEqualTo(sent.digest());
    }

    @Test
    void refusesAnUploadThatTurnsOutToBeTooMuch(Vertx vertx) {
        AtomicBoolean broken = new AtomicBoolean();
        Consumer<HttpServerRequest> upstream =
                request -> request.exceptionHandler(cause -> broken.set(true)).handler(chunk -> {});
        DepotRun depot = DepotRun.serve(vertx, folder, upstream, most("100KiB"));

        for (boolean second : new boolean[] {false, true}) {
            broken.set(false);
            HttpClientResponse response =
                    await((second ? depot.http2() : depot.http1()).post().compose(request -> {
                        request.setChunked(true).exceptionHandler(closed -> {});
                        request.write(Buffer.buffer(new byte[102_401]));
                        return request.response();
                    }));

            assertThat(response.statusCode()).as("HTTP/2: %s", second).isEqualTo(413);
            eventually(vertx, broken::get);
        }
        depot.awaitNothingOpen();
    }

    @Test
    void throwsNoMoreAwayOfARefusedUploadThanItHasTo(Vertx vertx) {
        DepotRun depot = DepotRun.serve(
                vertx,
                folder,
                request -> request.pause().response().setStatusCode(403).end("no"),
                DEPOT);
        AtomicLong taken = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();

        HttpClientResponse response = await(depot.http2().post().compose(request -> {
            request.setChunked(true).exceptionHandler(closed -> over.set(true));
            vertx.setPeriodic(1, timer -> {
                if (over.get() || request.response().failed()) {
                    vertx.cancelTimer(timer);
                } else if (!request.writeQueueFull()) {
                    taken.addAndGet(65_536);
                    request.write(Buffer.buffer(new byte[65_536])).onFailure(closed -> over.set(true));
                }
            });
            return request.response();
        }));

        assertThat(response.statusCode()).isEqualTo(403);
        eventually(vertx, over::get);
        assertThat(taken.get()).isLessThan(200L << 20);
    }

    @Test
    void breaksOffAnAnswerThatIsTooLarge(Vertx vertx) {
        DepotRun depot =
                DepotRun.serve(vertx, folder, request -> new Pattern(1_000_000).send(request, false), most("500KiB"));

        assertThatThrownBy(() -> await(depot.get("/files/1").compose(Digest::of)))
                .hasMessageContaining("closed");
    }

    @Test
    void countsStreamsAmongTheCallsUnderWay(Vertx vertx) {
        LimitChanges two = new LimitChanges(null, 2, null, null);
        DepotRun depot =
                DepotRun.serve(vertx, folder, request -> begin(request, new AtomicBoolean()), DEPOT.withLimits(two));
        HttpClientResponse first = await(depot.get("/files/1"));
        HttpClientResponse second = await(depot.get("/files/2"));

        ProblemAnswer.of(depot.portolan().get("/files/3"), 503, "overloaded");
        first.request().reset();
        eventually(vertx, () -> await(depot.get("/files/4")).statusCode() == 200);

        second.request().reset();
    }

    /** Bytes one by one. */
    private static void drip(Vertx vertx, HttpServerRequest request, int bytes, long everyMs) {
        request.response().setChunked(true).write(Buffer.buffer(new byte[1]));
        long[] left = {bytes - 1};
        vertx.setPeriodic(everyMs, timer -> {
            if (request.response().closed()) {
                vertx.cancelTimer(timer);
            } else if (--left[0] > 0) {
                request.response().write(Buffer.buffer(new byte[1]));
            } else {
                vertx.cancelTimer(timer);
                request.response().end(Buffer.buffer(new byte[1]));
            }
        });
    }

    private static void begin(HttpServerRequest request, AtomicBoolean left) {
        request.response().closeHandler(gone -> left.set(true)).setChunked(true).write(Buffer.buffer(new byte[1]));
    }

    private static UpstreamOptions times(Duration idle, Duration total) {
        return DEPOT.withTimeouts(new TimeoutChanges(null, null, idle, total));
    }

    private static UpstreamOptions most(String size) {
        return DEPOT.withStreams(new StreamChanges(Size.parse(size), null, List.of()));
    }

    private static PortolanOptions quick(PortolanOptions options, UpstreamOptions upstream) {
        Duration patient = Duration.ofSeconds(5);
        TimeoutOptions timeouts =
                new TimeoutOptions(patient, patient, Duration.ofMillis(500), Duration.ofSeconds(3), patient);
        return options.withTimeouts(timeouts).withUpstreams(List.of(upstream));
    }
}
