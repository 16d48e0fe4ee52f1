package io.portolan.bus.link;

import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Hello;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection that takes what this node tells another one. What is told before it is made waits for it; that is no
 * more than the windows of the streams. For any thread.
 */
final class Link {

    private final Links links;
    private final InboxAddress to;
    private final Deque<Told> waiting = new ArrayDeque<>();
    private State state = State.NEW;
    private volatile @Nullable NetSocket socket;
    private volatile long used = System.nanoTime();

    private enum State {
        NEW,
        CONNECTING,
        CONNECTED,
        /** The node cannot be reached so. */
        BYPASSED,
        CLOSED
    }

    private record Told(StreamFrame frame, Promise<Void> arrived) {}

    Link(Links links, InboxAddress to) {
        this.links = links;
        this.to = to;
    }

    InboxAddress to() {
        return to;
    }

    /** It is about to be used. */
    Link touch() {
        used = System.nanoTime();
        return this;
    }

    boolean unusedFor(Duration time) {
        return System.nanoTime() - used >= time.toNanos();
    }

    Future<Void> tell(StreamFrame frame) {
        NetSocket connected = socket;
        return connected == null ? tellUnconnected(frame) : connected.write(links.encode(frame));
    }

    /** What waits or is written and has not left is dropped. */
    void close() {
        Deque<Told> dropped;
        synchronized (this) {
            state = State.CLOSED;
            dropped = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        NetSocket connected = socket;
        if (connected != null) {
            connected.close();
        }
        dropped.forEach(told -> told.arrived.fail("the connection is closed"));
    }

    private synchronized Future<Void> tellUnconnected(StreamFrame frame) {
        return switch (state) {
            case NEW -> {
                state = State.CONNECTING;
                links.connect(to).onComplete(this::connected, this::bypass);
                yield await(frame);
            }
            case CONNECTING -> await(frame);
            case CONNECTED -> tell(frame);
            case BYPASSED -> links.overBus(to, frame);
            case CLOSED -> Future.failedFuture("the connection is closed");
        };
    }

    private Future<Void> await(StreamFrame frame) {
        Promise<Void> arrived = Promise.promise();
        waiting.add(new Told(frame, arrived));
        return arrived.future();
    }

    private synchronized void connected(NetSocket made) {
        if (state != State.CLOSED) {
            made.handler(unasked -> {}).exceptionHandler(broken -> {}).closeHandler(closed -> links.broken(this));
            made.write(links.encode(new Hello(to.toString())));
            pass(frame -> made.write(links.encode(frame)));
        }
        if (state == State.CLOSED) {
            made.close();
        } else {
            state = State.CONNECTED;
            socket = made;
        }
    }

    private synchronized void bypass(Throwable cause) {
        if (state != State.CLOSED) {
            links.warn(to, cause);
            pass(frame -> links.overBus(to, frame));
        }
        if (state != State.CLOSED) {
            state = State.BYPASSED;
        }
    }

    /** What fails at once may make the streams tell more, or close this. */
    private void pass(Function<StreamFrame, Future<Void>> way) {
        for (Told told = waiting.poll(); told != null; told = waiting.poll()) {
            way.apply(told.frame).onComplete(told.arrived);
        }
    }
}
