package io.portolan.bus.wire;

import io.portolan.bus.Refused;
import io.portolan.options.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.Shareable;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Vert.x instance lets in of the frames that come over the bus: with a secret those alone that were closed with it,
 * without one those alone that are open.
 */
public final class Fence implements Shareable {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final String NAME = "io.portolan.fence";
    private static final long BETWEEN_WARNINGS_NS = TimeUnit.SECONDS.toNanos(10);
    private static final Refused REFUSED = new Refused();

    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS_NS);
    private @Nullable Shared shared;
    private volatile @Nullable FrameSeal seal;

    /** What was said once and holds from then on. */
    private record Shared(@Nullable Secret secret) {}

    /** One that lets in what is open, until it is told of a secret. */
    Fence() {}

    /** That of this instance: codecs belong to it, and so what they let through does. */
    public static Fence of(Vertx vertx) {
        return vertx.sharedData().<String, Fence>getLocalMap(NAME).computeIfAbsent(NAME, none -> new Fence());
    }

    /**
     * Says what the nodes of the cluster share; for as long as this instance lives.
     *
     * @param secret null when they share none
     * @throws IllegalStateException when something else was said before, as by another Portolan on the same Vert.x
     */
    public synchronized void share(@Nullable Secret secret) {
        Shared before = shared;
        if (before != null && !Objects.equals(before.secret, secret)) {
            throw new IllegalStateException("cluster.secret is not that of another Portolan on the same Vert.x"
                    + " (expected: one secret for all of them)");
        }
        if (before == null) {
            shared = new Shared(secret);
            seal = secret == null ? null : new FrameSeal(secret);
        }
    }

    /** How many frames were not let in. */
    public long refused() {
        return refused.get();
    }

    /**
     * Sends a frame out.
     *
     * @param kind of message
     * @param frame appends it, open
     */
    void write(Buffer out, FrameKind kind, Consumer<Buffer> frame) {
        FrameSeal closing = seal;
        if (closing == null) {
            frame.accept(out);
            return;
        }
        Buffer open = Buffer.buffer();
        frame.accept(open);
        closing.close(open, kind.bytes(), out);
    }

    /**
     * Lets a frame in.
     *
     * @param position where it begins; it goes to the end
     * @param frame reads it, open
     * @return what was read, or {@link Refused}
     */
    Object read(int position, Buffer in, FrameKind kind, Function<Buffer, ?> frame) {
        Buffer came = in.slice(position, in.length());
        FrameSeal opening = seal;
        Buffer open = opening != null ? opening.open(came, kind.bytes()) : isClosed(came) ? null : came;
        return open == null ? refuse(kind) : frame.apply(open);
    }

    private static boolean isClosed(Buffer frame) {
        return frame.length() > 0 && frame.getUnsignedByte(0) == FrameSeal.MARK;
    }

    private Refused refuse(FrameKind kind) {
        long count = refused.incrementAndGet();
        long last = warned.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_WARNINGS_NS && warned.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("kind", kind.name())
                    .addKeyValue("refused", count)
                    .log("a node that does not share cluster.secret sent a message, which was dropped");
        }
        return REFUSED;
    }
}
