package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.Reference;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A stream of another node, fetched from there once somebody takes it. */
final class Remote implements ByteStream {

    private final Vertx vertx;
    private final Inbox inbox;
    private final Reference reference;
    private final Promise<Ending> ended = Promise.promise();
    private final AtomicReference<State> state = new AtomicReference<>(State.OFFERED);
    private final long timer;
    private volatile @Nullable Incoming incoming;
    private volatile boolean unwanted;

    private enum State {
        OFFERED,
        TAKEN,
        OVER
    }

    Remote(Vertx vertx, Inbox inbox, Reference reference) {
        this.vertx = vertx;
        this.inbox = inbox;
        this.reference = reference;
        // The other node lets go of it at the same time, and counts it.
        this.timer = vertx.setTimer(Math.max(1, reference.patience()), late -> leave());
    }

    long patience() {
        return reference.patience();
    }

    Future<Ending> ended() {
        return ended.future();
    }

    @Override
    public long length() {
        return reference.length();
    }

    @Override
    public ReadStream<Buffer> take() {
        if (state.compareAndSet(State.OFFERED, State.TAKEN)) {
            vertx.cancelTimer(timer);
            Incoming taken = inbox.fetch(reference, Loop.current(vertx));
            incoming = taken;
            taken.ended().onSuccess(ended::tryComplete);
            ReadStream<Buffer> bytes = taken.open();
            if (unwanted) {
                taken.cancel();
            }
            return bytes;
        }
        if (state.get() == State.TAKEN) {
            throw new IllegalStateException("a stream is for one reader");
        }
        Arrivals none = new Arrivals(bytes -> {});
        none.fail(new BrokenStreamException("a stream from another node was over before it was read"));
        return none;
    }

    @Override
    public MultiMap trailers() {
        Incoming taken = incoming;
        return taken == null ? MultiMap.caseInsensitiveMultiMap() : taken.trailers();
    }

    @Override
    public void cancel() {
        unwanted = true;
        Incoming taken = incoming;
        if (taken != null) {
            taken.cancel();
        } else if (leave()) {
            vertx.cancelTimer(timer);
            inbox.decline(reference);
        }
    }

    @Override
    public Future<Void> closed() {
        return ended.future().mapEmpty();
    }

    private boolean leave() {
        return state.compareAndSet(State.OFFERED, State.OVER) && ended.tryComplete(Ending.CANCELLED);
    }
}
