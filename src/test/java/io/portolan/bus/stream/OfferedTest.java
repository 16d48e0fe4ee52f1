package io.portolan.bus.stream;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.options.Size;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams of this process, whoever takes them. */
@ExtendWith(VertxExtension.class)
final class OfferedTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Vertx vertx;
    private Streams streams;
    private Fountain fountain;

    @BeforeEach
    void begin(Vertx vertx) {
        this.vertx = vertx;
        streams = Streams.of(vertx);
        fountain = Fountain.dry();
    }

    @Test
    void noticesSilenceSoonHoweverLongItWouldHaveWaitedForItsReader() {
        ByteStream stream = offer(LONG, Duration.ofMillis(100));

        assertThatThrownBy(() -> await(elsewhere(stream))).hasMessage("a test fell silent for 100 ms (timeouts.idle)");
        assertThat(streams.broken()).isEqualTo(1);
    }

    @Test
    void tellsWhoTakesItTooLate() {
        ByteStream stream = offer(LONG, LONG);
        stream.cancel();
        await(stream.closed());

        assertThatThrownBy(() -> await(elsewhere(stream))).hasMessage("a test was not wanted any more");
        assertThat(fountain.aborted()).isTrue();
    }

    @Test
    void letsGoOfWhatNobodyTakes() {
        ByteStream stream = offer(Duration.ofMillis(50), LONG);

        await(stream.closed());

        eventually(vertx, fountain::aborted);
        assertThat(streams.abandoned()).isEqualTo(1);
        assertThat(streams.open()).isZero();
    }

    @Test
    void handsNothingOnAfterItsReaderLeftFromAnotherEventLoop() {
        ByteStream stream = offer(LONG, LONG);
        Promise<Integer> got = Promise.promise();
        Loops.run(vertx, () -> {
            ReadStream<Buffer> bytes = stream.take();
            bytes.handler(chunk -> {
                bytes.pause();
                stream.cancel();
                vertx.setTimer(50, later -> {
                    bytes.handler(another -> got.tryFail("got more"));
                    bytes.resume();
                    vertx.setTimer(50, end -> got.tryComplete(chunk.length()));
                });
            });
            bytes.resume();
            return null;
        });

        fountain.pour(Buffer.buffer(new byte[10]));
        fountain.pour(Buffer.buffer(new byte[10]));

        assertThat(await(got.future())).isEqualTo(10);
        eventually(vertx, () -> streams.open() == 0);
    }

    private ByteStream offer(Duration pickUp, Duration idle) {
        StreamBounds bounds = new StreamBounds("a test", pickUp, idle, LONG, new Size(1 << 20));
        return await(fountain.offer(vertx, bounds));
    }

    /** Reads it on another event loop. */
    private Future<Void> elsewhere(ByteStream stream) {
        Promise<Void> all = Promise.promise();
        Loops.run(vertx, () -> {
            stream.take()
                    .exceptionHandler(all::tryFail)
                    .endHandler(end -> all.tryComplete())
                    .handler(chunk -> {})
                    .resume();
            return null;
        });
        return all.future();
    }
}
