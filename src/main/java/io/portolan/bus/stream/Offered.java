package io.portolan.bus.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stream of this process. */
final class Offered implements ByteStream {

    private final Vertx vertx;
    private final Guarded source;
    private final Duration patience;
    private final long window;
    private final Context loop;
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Hop hop;
    private volatile Future<Void> passedOn = Future.succeededFuture();

    /** @param patience how long it may wait for its reader */
    Offered(Vertx vertx, Guarded source, Duration patience, long window) {
        this.vertx = vertx;
        this.source = source;
        this.patience = patience;
        this.window = window;
        this.loop = vertx.getOrCreateContext();
    }

    Duration patience() {
        return patience;
    }

    /** Where its source lives. */
    Loop loop() {
        return new Loop(loop, loop.isEventLoopContext() ? thread : null);
    }

    /** It is not over before all of it is on its way to another node. */
    void passedOn(Future<Void> sent) {
        passedOn = sent;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public ReadStream<Buffer> take() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("a stream is for one reader");
        }
        if (Thread.currentThread().equals(thread)) {
            source.take();
            return source;
        }
        Hop toReader = new Hop(source, loop, vertx.getOrCreateContext(), window);
        hop = toReader;
        return toReader.begin();
    }

    @Override
    public MultiMap trailers() {
        return source.trailers();
    }

    @Override
    public void cancel() {
        if (Thread.currentThread().equals(thread)) {
            source.cancel();
        } else {
            loop.runOnContext(now -> source.cancel());
        }
        Hop toReader = hop;
        if (toReader != null) {
            toReader.stop();
        }
    }

    @Override
    public Future<Void> closed() {
        return source.ended().compose(any -> passedOn);
    }
}
