package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two of them in one Vert.x instance, which has its streams once. */
@ExtendWith(VertxExtension.class)
final class TwoPortolansTest {

    private static final long LENGTH = 20L << 20;

    @TempDir
    private Path one;

    @TempDir
    private Path other;

    @Test
    void passOnTheirOwnBodiesAtTheSameTime(Vertx vertx) {
        DepotRun first = DepotRun.serve(vertx, one).answers(request -> new Pattern(LENGTH).send(request, true));
        DepotRun second = DepotRun.serve(vertx, other).answers(request -> new Pattern(LENGTH / 2).send(request, false));

        List<Future<Digest>> ofFirst = new ArrayList<>();
        List<Future<Digest>> ofSecond = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ofFirst.add(first.get("/files/1").compose(Digest::of));
            ofSecond.add(second.get("/files/1").compose(Digest::of));
        }

        assertThat(await(Future.all(ofFirst)).<Digest>list()).containsOnly(Pattern.of(LENGTH));
        assertThat(await(Future.all(ofSecond)).<Digest>list()).containsOnly(Pattern.of(LENGTH / 2));
        first.awaitNothingOpen();
    }

    @Test
    void goesOnWhenTheOtherCloses(Vertx vertx) {
        Promise<HttpServerResponse> begun = Promise.promise();
        DepotRun first = DepotRun.serve(vertx, one).answers(request -> {
            request.response().setChunked(true).write(Buffer.buffer(new byte[1000]));
            begun.tryComplete(request.response());
        });
        DepotRun second = DepotRun.serve(vertx, other);
        Future<Digest> got = first.get("/files/1").compose(Digest::of);
        HttpServerResponse response = await(begun.future());

        await(second.portolan().portolan().close());
        response.end(Buffer.buffer(new byte[1000])).onFailure(gone -> {});

        assertThat(await(got).length()).isEqualTo(2000);
        first.answers(request -> new Pattern(LENGTH).send(request, true));
        assertThat(await(first.get("/files/2").compose(Digest::of))).isEqualTo(Pattern.of(LENGTH));
        first.awaitNothingOpen();
    }
}
