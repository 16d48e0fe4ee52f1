package io.portolan.bus;

import io.portolan.bus.wire.MessageCodecs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Parts of long answers: kept for a while on the node that got the answer, read from any node by a name that says where
 * they are. When they get too many, the oldest go.
 */
public final class KeptParts {

    private static final long READ_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final EventBus bus;
    private final String node = UUID.randomUUID().toString();
    private final long mostBytes;
    private final long lifeNs;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final MessageConsumer<Object> consumer;
    private long bytes;
    private boolean waiting;
    private long timer;
    private boolean closed;

    /** What another node asks for. */
    public record Wanted(String id, int index) {}

    /**
     * What it gets.
     *
     * @param bytes null when it is not kept any more
     */
    public record Part(@Nullable Buffer bytes) {}

    private record Kept(List<Buffer> parts, long bytes, long until) {}

    /**
     * Begins to listen.
     *
     * @param mostBytes of all that is kept
     * @param life of what is kept
     */
    public KeptParts(Vertx vertx, long mostBytes, Duration life) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.mostBytes = mostBytes;
        this.lifeNs = life.toNanos();
        MessageCodecs.register(vertx);
        this.consumer = bus.consumer(Addresses.kept(node), this::answer);
    }

    /**
     * Keeps parts.
     *
     * @return their name on every node; null when they are more than may be kept at all, or nothing is kept any more
     */
    public synchronized @Nullable String keep(List<Buffer> parts) {
        long size = parts.stream().mapToLong(Buffer::length).sum();
        if (closed || size > mostBytes) {
            return null;
        }
        long now = System.nanoTime();
        String id = node + "." + UUID.randomUUID();
        kept.put(id, new Kept(List.copyOf(parts), size, now + lifeNs));
        bytes += size;
        forget(now);
        if (!waiting) {
            await(lifeNs);
        }
        return id;
    }

    /**
     * Reads one part.
     *
     * @param id as {@link #keep} gave it
     * @return null when it is not kept any more
     */
    public Future<@Nullable Buffer> read(String id, int index) {
        int dot = id.indexOf('.');
        String owner = dot < 0 ? "" : id.substring(0, dot);
        if (owner.equals(node)) {
            return Future.succeededFuture(part(id, index));
        }
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(READ_TIMEOUT_MS);
        return bus.<Object>request(Addresses.kept(owner), new Wanted(id, index), options)
                .<@Nullable Buffer>map(message -> message.body() instanceof Part part ? part.bytes() : null)
                .otherwise(gone -> null);
    }

    /** Forgets everything, and listens no more. */
    public Future<Void> close() {
        synchronized (this) {
            closed = true;
            vertx.cancelTimer(timer);
            kept.clear();
            bytes = 0;
        }
        return consumer.unregister();
    }

    private void answer(Message<Object> message) {
        if (message.body() instanceof Wanted wanted) {
            message.reply(new Part(part(wanted.id(), wanted.index())));
        }
    }

    private synchronized @Nullable Buffer part(String id, int index) {
        forget(System.nanoTime());
        Kept found = kept.get(id);
        return found == null || index < 0 || index >= found.parts.size() ? null : found.parts.get(index);
    }

    /** How many answers it keeps parts of. */
    synchronized int size() {
        return kept.size();
    }

    /** One timer for all: the oldest, which is first, goes first. Called with the lock. */
    private void await(long ns) {
        waiting = true;
        timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(ns) + 1, due -> forget());
    }

    private synchronized void forget() {
        long now = System.nanoTime();
        waiting = false;
        forget(now);
        if (!kept.isEmpty()) {
            await(kept.values().iterator().next().until - now);
        }
    }

    /** Called with the lock. */
    private void forget(long now) {
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            Kept next = oldest.next();
            if (bytes <= mostBytes && next.until - now > 0) {
                return;
            }
            bytes -= next.bytes;
            oldest.remove();
        }
    }
}
