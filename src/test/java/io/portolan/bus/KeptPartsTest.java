package io.portolan.bus;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class KeptPartsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void anotherNodeReadsWhatOneKeeps(Vertx vertx) throws Exception {
        KeptParts one = new KeptParts(vertx, 1000, LONG);
        KeptParts other = new KeptParts(vertx, 1000, LONG);

        String id = one.keep(List.of(Buffer.buffer("a"), Buffer.buffer("b")));

        assertThat(other.read(String.valueOf(id), 1).await(10, SECONDS)).isEqualTo(Buffer.buffer("b"));
        assertThat(one.read(String.valueOf(id), 0).await(10, SECONDS)).isEqualTo(Buffer.buffer("a"));
    }

    @Test
    void whatIsNotKeptIsNothing(Vertx vertx) throws Exception {
        KeptParts one = new KeptParts(vertx, 1000, LONG);
        KeptParts other = new KeptParts(vertx, 1000, LONG);
        String id = String.valueOf(one.keep(List.of(Buffer.buffer("a"))));

        assertThat(other.read(id, 1).await(10, SECONDS)).isNull();
        assertThat(other.read(id, -1).await(10, SECONDS)).isNull();
        assertThat(other.read(UUID.randomUUID() + ".x", 0).await(10, SECONDS)).isNull();
        assertThat(other.read("x", 0).await(10, SECONDS)).isNull();
    }

    @Test
    void theOldestGoWhenThereAreTooMany(Vertx vertx) throws Exception {
        KeptParts parts = new KeptParts(vertx, 10, LONG);
        String first = String.valueOf(parts.keep(List.of(Buffer.buffer("aaaa"))));
        String second = String.valueOf(parts.keep(List.of(Buffer.buffer("bbbb"))));

        String third = String.valueOf(parts.keep(List.of(Buffer.buffer("cccc"))));

        assertThat(parts.read(first, 0).await(10, SECONDS)).isNull();
        assertThat(parts.read(second, 0).await(10, SECONDS)).isNotNull();
        assertThat(parts.read(third, 0).await(10, SECONDS)).isNotNull();
        assertThat(parts.keep(List.of(Buffer.buffer("x".repeat(11))))).isNull();
    }

    @Test
    void nothingOutlivesItsTime(Vertx vertx) throws Exception {
        KeptParts parts = new KeptParts(vertx, 10, Duration.ofNanos(1));

        String id = String.valueOf(parts.keep(List.of(Buffer.buffer("a"))));

        assertThat(parts.read(id, 0).await(10, SECONDS)).isNull();
    }

    @Test
    void whatNobodyReadsGoesWhenItsTimeIsOver(Vertx vertx) {
        KeptParts parts = new KeptParts(vertx, 1000, Duration.ofMillis(300));
        parts.keep(List.of(Buffer.buffer("a")));
        parts.keep(List.of(Buffer.buffer("b")));
        await(vertx.timer(150));
        parts.keep(List.of(Buffer.buffer("c")));

        eventually(vertx, () -> parts.size() == 1);
        eventually(vertx, () -> parts.size() == 0);
    }

    @Test
    void waitsWithOneTimerHoweverManyAreKept(Vertx vertx) {
        KeptParts parts = new KeptParts(vertx, 100_000, LONG);
        // Timers are numbered as they are set.
        long before = vertx.setTimer(1, none -> {});

        for (int round = 0; round < 1000; round++) {
            parts.keep(List.of(Buffer.buffer("a")));
        }

        assertThat(vertx.setTimer(1, none -> {}) - before).isLessThan(10);
        await(parts.close());
    }

    @Test
    void nothingIsReadFromOneThatClosed(Vertx vertx) throws Exception {
        KeptParts one = new KeptParts(vertx, 10, LONG);
        KeptParts other = new KeptParts(vertx, 10, LONG);
        String id = String.valueOf(one.keep(List.of(Buffer.buffer("a"))));

        one.close().await(10, SECONDS);

        assertThat(other.read(id, 0).await(10, SECONDS)).isNull();
        assertThat(one.keep(List.of(Buffer.buffer("a")))).isNull();
    }
}
