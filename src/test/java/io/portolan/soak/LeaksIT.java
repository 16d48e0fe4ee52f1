package io.portolan.soak;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every way a stream may end, over both versions of HTTP, under Netty's paranoid detector: each buffer is given back. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class LeaksIT {

    private static final int ROUNDS = Scale.of(200, 10);
    private static final long FILE = 4 * Scale.MIB;
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private Store store;

    @Test
    void givesEveryBufferBack(Vertx vertx) throws Exception {
        store = new Store(vertx, new HttpServerOptions());
        Load http1 = new Load(vertx);
        Load http2 = new Load(
                vertx,
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        store.tells(-1, 5);
        // A small heap is collected often, and with each collection the detector tells what it has found.
        String options = "-Xmx64m -Dio.netty.leakDetection.level=paranoid";
        try (Program portolan = Program.portolan(options, folder, store.port())) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> ends = new ArrayList<>();
                ends.addAll(everyWay(vertx, http1, portolan));
                ends.addAll(everyWay(vertx, http2, portolan));
                await(Future.join(ends).transform((all, some) -> Future.succeededFuture()));
            }
            eventually(vertx, () -> store.open() == 0);

            Scale.report(
                    "%d rounds under the paranoid detector, most memory %d MiB%n",
                    ROUNDS, portolan.facts().largest() / Scale.MIB);
            assertThat(portolan.err()).doesNotContain("LEAK");
        }
    }

    private List<Future<?>> everyWay(Vertx vertx, Load load, Program portolan) {
        return List.of(
                load.get(portolan, "/files/" + FILE).compose(Received::of),
                upload(load, portolan, FILE, FILE),
                upload(load, portolan, FILE, random.nextInt((int) FILE)),
                leave(vertx, load.get(portolan, "/flood")),
                leave(vertx, load.get(portolan, "/events")),
                load.send(portolan, HttpMethod.HEAD, "/files/" + FILE),
                load.get(portolan, "/cut/" + random.nextInt((int) FILE)).compose(Received::of));
    }

    /** Sends so many of the bytes that it announces, and leaves. */
    private static Future<?> upload(Load load, Program portolan, long announced, long sent) {
        return load.post(portolan).compose(request -> {
            request.putHeader("content-type", "application/octet-stream")
                    .putHeader("content-length", Long.toString(announced))
                    .exceptionHandler(gone -> {});
            Bytes.write(request, sent, written -> end(request, sent == announced));
            return request.response().compose(HttpClientResponse::end);
        });
    }

    private static void end(HttpClientRequest request, boolean complete) {
        if (complete) {
            request.end().onFailure(gone -> {});
        } else {
            request.reset();
        }
    }

    private Future<?> leave(Vertx vertx, Future<HttpClientResponse> answer) {
        return answer.compose(response -> {
            response.exceptionHandler(gone -> {}).handler(Buffer::length).resume();
            return vertx.timer(1 + random.nextInt(100))
                    .onComplete(now -> response.request().reset());
        });
    }
}
