package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.Sending;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Cancel;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import io.portolan.bus.stream.protocol.StreamFrame.ToSource;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A stream that another node reads. Lives on the event loop of its source. */
final class Outgoing {

    private final Inbox inbox;
    private final Peer peer;
    private final ByteStream stream;
    private final Loop loop;
    private final long number;
    private final long reader;
    private final Sending sending;
    private final Promise<Void> ended = Promise.promise();
    private @Nullable ReadStream<Buffer> source;
    private boolean held;
    private boolean due;
    private boolean all;

    Outgoing(Inbox inbox, Peer peer, ByteStream stream, Loop loop, Open open) {
        this.inbox = inbox;
        this.peer = peer;
        this.stream = stream;
        this.loop = loop;
        this.number = open.stream();
        this.reader = open.reader();
        this.sending = new Sending(reader, open.limit());
    }

    long number() {
        return number;
    }

    Peer peer() {
        return peer;
    }

    Standing standing() {
        return new Standing(reader, number, sending.next());
    }

    /** When the last of it is sent, or nothing more will be. */
    Future<Void> ended() {
        return ended.future();
    }

    /** From any thread, as are those that follow. */
    void begin() {
        loop.run(this::take);
    }

    void receive(ToSource frame) {
        loop.run(() -> {
            switch (frame) {
                case Credit credit -> allow(credit.limit());
                case Cancel cancel -> cancelled(cancel.fault());
                case UnreadableToSource unreadable -> fail("a frame cannot be read: " + unreadable.reason());
                case Open again -> {}
            }
        });
    }

    void lose(String reason) {
        loop.run(() -> fail(reason));
    }

    private void take() {
        try {
            ReadStream<Buffer> bytes = stream.take();
            source = bytes;
            bytes.handler(this::add)
                    .endHandler(end -> {
                        all = true;
                        send();
                    })
                    .exceptionHandler(this::broken)
                    .resume();
        } catch (IllegalStateException taken) {
            broken(taken);
        }
    }

    private void add(Buffer chunk) {
        if (over()) {
            return;
        }
        sending.add(chunk);
        sendFrames(StreamFrame.MOST_BYTES);
        if (sending.held() > 0 && !due) {
            // What comes at once goes at once: the pieces of one read make up one frame.
            due = true;
            loop.later(() -> {
                due = false;
                send();
            });
        }
        hold();
    }

    private void send() {
        if (over()) {
            return;
        }
        sendFrames(1);
        if (all && sending.held() == 0) {
            peer.tell(sending.end(stream.trailers()));
            close();
        }
    }

    /** As long as so many bytes are held. */
    private void sendFrames(int least) {
        StreamFrame.Bytes frame = sending.frame(least);
        while (frame != null) {
            peer.tell(frame);
            frame = sending.frame(least);
        }
    }

    /** More than was asked for is left to the source. */
    private void hold() {
        if (source != null && held != sending.full()) {
            held = !held;
            if (held) {
                source.pause();
            } else {
                source.resume();
            }
        }
    }

    private void allow(long bytes) {
        if (!over()) {
            sending.allow(bytes);
            send();
            hold();
        }
    }

    private void cancelled(String fault) {
        if (close()) {
            stream.cancel();
            if (!fault.isEmpty()) {
                inbox.tally().lose();
            }
        }
    }

    private void broken(Throwable cause) {
        if (close()) {
            peer.tell(new Broken(reader, String.valueOf(cause.getMessage())));
        }
    }

    private void fail(String reason) {
        if (close()) {
            stream.cancel();
            inbox.tally().lose();
            peer.tell(new Broken(reader, reason));
        }
    }

    private boolean over() {
        return ended.future().isComplete();
    }

    private boolean close() {
        if (!ended.tryComplete()) {
            return false;
        }
        inbox.forget(this);
        inbox.leave(peer);
        return true;
    }
}
