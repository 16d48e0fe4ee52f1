package io.portolan.bus.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.portolan.bus.Refused;
import io.portolan.options.Secret;
import io.portolan.testing.LogCapture;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class FenceTest {

    private static final FrameKind KIND = new FrameKind("kind");
    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final Secret OTHER = new Secret("another-secret-another-secret-another");
    private static final Buffer FRAME = Buffer.buffer("\6what nodes tell each other");

    @Test
    void carriesFramesBetweenThoseWhoShareASecret() {
        Fence here = fence(SECRET);
        Fence there = fence(SECRET);

        assertThat(read(there, write(here))).isEqualTo(FRAME);
        assertThat(read(there, write(here))).isEqualTo(FRAME);
        assertThat(read(here, write(there))).isEqualTo(FRAME);
        assertThat(there.refused()).isZero();
    }

    @Test
    void sendsThemAsTheyAreWhereNoSecretIsShared() {
        assertThat(write(fence(null))).isEqualTo(FRAME);
        assertThat(read(fence(null), FRAME)).isEqualTo(FRAME);
    }

    @Test
    void showsNothingOfAClosedFrameAndNeverTheSameTwice() {
        Fence fence = fence(SECRET);

        Buffer first = write(fence);

        assertThat(first.toString(StandardCharsets.ISO_8859_1)).doesNotContain("nodes");
        assertThat(write(fence)).isNotEqualTo(first);
    }

    @Test
    void refusesWhatOthersSend() {
        Fence with = fence(SECRET);
        Fence without = fence(null);

        assertThat(read(with, FRAME)).isEqualTo(new Refused());
        assertThat(read(with, Buffer.buffer())).isEqualTo(new Refused());
        assertThat(read(with, write(fence(OTHER)))).isEqualTo(new Refused());
        assertThat(read(without, write(fence(SECRET)))).isEqualTo(new Refused());
        assertThat(with.refused()).isEqualTo(3);
        assertThat(without.refused()).isEqualTo(1);
    }

    @Test
    void refusesAFrameOfAnotherKind() {
        Buffer closed = write(fence(SECRET));

        assertThat(fence(SECRET).read(0, closed, new FrameKind("other"), open -> open))
                .isEqualTo(new Refused());
    }

    @Test
    void refusesWhatWasChangedOnItsWay() {
        Fence fence = fence(SECRET);
        Buffer closed = write(fence);
        Random random = new Random(7);

        for (int at = 0; at < closed.length(); at++) {
            Buffer changed = closed.copy();
            changed.setByte(at, (byte) (changed.getByte(at) ^ 1 + random.nextInt(255)));
            assertThat(read(fence, changed)).as("byte " + at).isEqualTo(new Refused());
            assertThat(read(fence, closed.slice(0, at))).as("cut at " + at).isEqualTo(new Refused());
        }
    }

    @Test
    void warnsOfStrangersOnceInAWhile() {
        Fence fence = fence(SECRET);
        try (LogCapture log = LogCapture.start(Level.WARN)) {
            for (int i = 0; i < 100; i++) {
                read(fence, FRAME);
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("cluster.secret"))
                    .hasSize(1);
        }
        assertThat(fence.refused()).isEqualTo(100);
    }

    @Test
    void keepsToOneSecretForAVertx(Vertx vertx) {
        Fence.of(vertx).share(SECRET);

        Fence.of(vertx).share(new Secret("0123456789abcdef0123456789abcdef"));

        assertThatThrownBy(() -> Fence.of(vertx).share(OTHER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cluster.secret is not that of another Portolan on the same Vert.x");
        assertThatThrownBy(() -> Fence.of(vertx).share(null)).isInstanceOf(IllegalStateException.class);
    }

    private static Fence fence(@Nullable Secret secret) {
        Fence fence = new Fence();
        fence.share(secret);
        return fence;
    }

    private static Buffer write(Fence fence) {
        Buffer out = Buffer.buffer();
        fence.write(out, KIND, open -> open.appendBuffer(FRAME));
        return out;
    }

    private static Object read(Fence fence, Buffer frame) {
        Buffer in = Buffer.buffer("what stands before").appendBuffer(frame);
        return fence.read(in.length() - frame.length(), in, KIND, open -> open);
    }
}
