package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.stream.Streams;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.UpstreamOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Callers who leave while their upload is held back, since the upstream takes nothing of it. */
@ExtendWith(VertxExtension.class)
final class HeldUploadsTest {

    private static final int LITTLE = 100_000;

    /** More than the system's buffers of the connections on its way. */
    private static final int MUCH = 32 << 20;

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final Promise<HttpServerRequest> held = Promise.promise();

    @Test
    void areNoticedAtOnceWhenTheySpeakHttp2(Vertx vertx) {
        DepotRun depot = serve(vertx, null);

        leave(vertx, depot.http2(), MUCH);

        assertThat(left(depot)).isLessThan(AT_ONCE);
    }

    @Test
    void areNoticedAtOnceWhenTheySentLittle(Vertx vertx) {
        DepotRun depot = serve(vertx, null);

        leave(vertx, depot.http1(), LITTLE);

        assertThat(left(depot)).isLessThan(AT_ONCE);
    }

    /** The end of their connection stands behind what they have sent, which nobody reads. */
    @Test
    void areLetGoOfWhenTheUpstreamHasTakenNothingForTooLong(Vertx vertx) {
        DepotRun depot = serve(vertx, Duration.ofMillis(1500));

        leave(vertx, depot.http1(), MUCH);

        assertThat(Streams.of(vertx).open()).isPositive();
        assertThat(left(depot)).isLessThan(Duration.ofSeconds(4));
    }

    /** In front of an upstream that reads nothing. */
    private DepotRun serve(Vertx vertx, Duration idle) {
        UpstreamOptions patience = UpstreamOptions.of("depot").withTimeouts(new TimeoutChanges(null, null, idle, null));
        return DepotRun.serve(
                vertx,
                folder,
                request -> {
                    request.pause();
                    held.tryComplete(request);
                },
                patience);
    }

    /** Sends so much, as far as it is taken, and leaves. */
    private void leave(Vertx vertx, DepotClient client, int bytes) {
        HttpClientRequest request = await(client.post());
        request.exceptionHandler(gone -> {}).setChunked(true).write(Buffer.buffer(new byte[bytes]));
        await(held.future());
        await(vertx.timer(300));
        request.reset();
    }

    /** How long it takes until nothing is left of it. */
    private Duration left(DepotRun depot) {
        long begun = System.nanoTime();
        depot.awaitNothingOpen();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        held.future().result().connection().close();
        return took;
    }
}
