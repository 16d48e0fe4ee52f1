package io.portolan.bus.stream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The bytes at their source: counts them, and watches the time while somebody waits for more. What is not asked for is
 * left to the source, so that a slow reader slows it. Lives on the event loop of the source.
 */
final class Guarded implements Outlet {

    private final Reader reader = new Reader();
    private final Vertx vertx;
    private final ReadStream<Buffer> source;
    private final Origin origin;
    private final StreamBounds bounds;
    private final long length;
    private final long begun = System.nanoTime();
    private final Promise<Ending> ended = Promise.promise();
    private long received;
    private long lastSign = begun;
    private long timer;
    private boolean taken;
    private boolean asked;
    private boolean over;
    private volatile MultiMap trailers = MultiMap.caseInsensitiveMultiMap();

    /** Holds the source back. To be called before its first byte can come. */
    Guarded(Vertx vertx, ReadStream<Buffer> source, long length, StreamBounds bounds, Origin origin) {
        this.vertx = vertx;
        this.source = source;
        this.origin = origin;
        this.bounds = bounds;
        this.length = length;
        source.pause();
        source.exceptionHandler(cause -> fail("broke off"))
                .handler(this::receive)
                .endHandler(end -> finish());
        watch(begun);
    }

    /** Somebody wants them. */
    void take() {
        taken = true;
        lastSign = System.nanoTime();
        if (over && !reader.untold()) {
            reader.fail(new BrokenStreamException(bounds.label() + " was not wanted any more"));
        } else if (!over) {
            // What watches for a reader may be far off.
            vertx.cancelTimer(timer);
            watch(lastSign);
        }
    }

    void cancel() {
        if (close()) {
            abort();
            ended.complete(Ending.CANCELLED);
        }
    }

    /** What is queued up behind a pause is not given back by a connection that closes: it has to come, and is dropped. */
    private void abort() {
        try {
            source.resume();
        } catch (IllegalStateException over) {
            // That is how a request says that it has nothing more to give: one that was reset.
        }
        origin.abort();
    }

    Future<Ending> ended() {
        return ended.future();
    }

    long length() {
        return length;
    }

    MultiMap trailers() {
        return trailers;
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public ReadStream<Buffer> pause() {
        Outlet.super.pause();
        if (!over) {
            source.pause();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        if (!asked && !over) {
            asked = true;
            origin.begin();
        }
        lastSign = System.nanoTime();
        reader.ask(amount);
        if (!over) {
            source.fetch(amount);
        }
        reader.tell();
        return this;
    }

    private void receive(Buffer chunk) {
        if (over) {
            return;
        }
        lastSign = System.nanoTime();
        received += chunk.length();
        if (received > bounds.most().bytes()) {
            origin.tooMuch();
            fail("sent more than " + bounds.most() + " (streams.most)");
        } else {
            reader.give(chunk);
        }
    }

    private void finish() {
        if (length >= 0 && received != length) {
            fail("sent " + received + " of " + length + " bytes");
        } else if (close()) {
            trailers = origin.trailers();
            ended.complete(Ending.COMPLETE);
            reader.end();
        }
    }

    private void fail(String what) {
        fail(Ending.BROKEN, what);
    }

    private void fail(Ending ending, String what) {
        if (close()) {
            BrokenStreamException cause = new BrokenStreamException(bounds.label() + " " + what);
            abort();
            ended.complete(ending);
            reader.fail(cause);
        }
    }

    private boolean close() {
        if (over) {
            return false;
        }
        over = true;
        vertx.cancelTimer(timer);
        return true;
    }

    private void watch(long now) {
        Duration longest = taken ? bounds.idle() : bounds.pickUp();
        long due = Math.min(lastSign + longest.toNanos(), begun + bounds.total().toNanos());
        // While nobody waits, silence is no fault.
        long wait = due > now ? due - now : longest.toNanos();
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait) + 1), id -> check());
    }

    private void check() {
        long now = System.nanoTime();
        if (now - begun >= bounds.total().toNanos()) {
            origin.late();
            fail("took longer than " + bounds.total().toMillis() + " ms (streams.total)");
        } else if (!taken && now - lastSign >= bounds.pickUp().toNanos()) {
            fail(Ending.ABANDONED, "was not read within " + bounds.pickUp().toMillis() + " ms (streams.pickUp)");
        } else if (taken && reader.waits() && now - lastSign >= bounds.idle().toNanos()) {
            origin.late();
            fail("fell silent for " + bounds.idle().toMillis() + " ms (timeouts.idle)");
        } else {
            watch(now);
        }
    }
}
