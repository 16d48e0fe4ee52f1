package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.Receiving;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.Cancel;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import io.portolan.bus.stream.protocol.StreamFrame.ToReader;
import io.portolan.bus.stream.protocol.Verdict;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A stream of another node that is read here. Lives on the event loop of its reader. */
final class Incoming {

    private final Inbox inbox;
    private final Peer peer;
    private final Reference source;
    private final long number;
    private final Loop loop;
    private final Arrivals arrivals = new Arrivals(this::read);
    private final Receiving receiving;
    private final Promise<Ending> ended = Promise.promise();
    private volatile MultiMap trailers = MultiMap.caseInsensitiveMultiMap();
    private long window;
    private long readOfWindow;
    private long unread;
    private boolean complete;

    Incoming(Inbox inbox, Peer peer, Reference source, long number, Loop loop) {
        this.inbox = inbox;
        this.peer = peer;
        this.source = source;
        this.number = number;
        this.loop = loop;
        this.window = peer.windows().open();
        this.receiving = new Receiving(window);
    }

    /** Asks for it. */
    ReadStream<Buffer> open() {
        peer.tell(new Open(source.stream(), number, receiving.limit(), inbox.address()));
        return arrivals;
    }

    long number() {
        return number;
    }

    Peer peer() {
        return peer;
    }

    MultiMap trailers() {
        return trailers;
    }

    Future<Ending> ended() {
        return ended.future();
    }

    Standing standing() {
        return new Standing(source.stream(), number, receiving.limit());
    }

    /** From any thread, as are those that follow. */
    void receive(ToReader frame) {
        loop.run(() -> take(frame));
    }

    /** How many frames the other node says it has sent. */
    void hear(long sequence) {
        loop.run(() -> {
            if (receiving.hear(sequence) instanceof Verdict.Fault fault) {
                fail(fault);
            }
        });
    }

    void lose(String reason) {
        loop.run(() -> fail(new Verdict.Fault(reason, false)));
    }

    void cancel() {
        loop.run(() -> {
            if (close(Ending.CANCELLED)) {
                arrivals.stop();
                if (!complete) {
                    peer.tell(new Cancel(source.stream(), ""));
                }
            }
        });
    }

    private void take(ToReader frame) {
        switch (receiving.take(frame)) {
            case Verdict.Accepted accepted -> {
                for (Buffer chunk : ((Bytes) frame).chunks()) {
                    unread += chunk.length();
                    arrivals.arrive(chunk);
                }
            }
            case Verdict.Complete all -> {
                trailers = ((End) frame).trailers();
                complete = true;
                inbox.forget(this);
                endWhenRead();
                arrivals.end();
            }
            case Verdict.Late late -> {}
            case Verdict.Fault fault -> fail(fault);
        }
    }

    private void read(int bytes) {
        unread -= bytes;
        readOfWindow += bytes;
        if (complete) {
            endWhenRead();
        } else if (readOfWindow >= window / 2 && !ended.future().isComplete()) {
            grant();
        }
    }

    private void grant() {
        window -= readOfWindow;
        long more = peer.windows().more(window, readOfWindow);
        readOfWindow = 0;
        window += more;
        if (more > 0) {
            peer.tell(new Credit(source.stream(), receiving.allow(more)));
        }
    }

    private void endWhenRead() {
        if (unread == 0) {
            close(Ending.COMPLETE);
        }
    }

    private void fail(Verdict.Fault fault) {
        if (!complete && close(Ending.BROKEN)) {
            if (!fault.told()) {
                peer.tell(new Cancel(source.stream(), fault.reason()));
            }
            arrivals.fail(new BrokenStreamException("a stream from another node broke off: " + fault.reason()));
        }
    }

    private boolean close(Ending ending) {
        if (!ended.tryComplete(ending)) {
            return false;
        }
        receiving.stop();
        inbox.forget(this);
        peer.windows().close(window - readOfWindow);
        inbox.leave(peer);
        return true;
    }
}
