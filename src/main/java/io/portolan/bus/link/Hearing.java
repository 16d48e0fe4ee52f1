package io.portolan.bus.link;

import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.wire.StreamFrameCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link that another node has made to this one, to tell it something; it is answered on a link the other way round.
 * One that does not begin with a greeting meant for this node, or where a frame is not let in, is closed.
 */
final class Hearing {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private static final int MOST_OF_A_GREETING = 1024;

    /** Twice of what any frame takes; so much is kept of one that has begun to come. */
    private static final int MOST_OF_A_FRAME = 2 * 64 * 1024;

    private final NetSocket socket;
    private final Streams streams;
    private final StreamFrameCodec codec;
    private final FrameCutter cutter = new FrameCutter(MOST_OF_A_GREETING, this::hear);
    private boolean greeted;
    private boolean over;

    Hearing(NetSocket socket, Streams streams, StreamFrameCodec codec) {
        this.socket = socket;
        this.streams = streams;
        this.codec = codec;
    }

    /**
     * Begins to hear.
     *
     * @param greeting in which it has to be said what it is for
     * @param ended told when it is over
     */
    void begin(Vertx vertx, Duration greeting, Runnable ended) {
        socket.handler(this::add).closeHandler(closed -> {
            over = true;
            ended.run();
        });
        vertx.setTimer(greeting.toMillis(), id -> {
            if (!greeted) {
                close("nobody said what it is for");
            }
        });
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        try {
            cutter.add(chunk);
        } catch (IllegalArgumentException e) {
            close(String.valueOf(e.getMessage()));
        }
    }

    private void hear(Buffer frame) {
        if (over) {
            return;
        }
        Object message = codec.decodeFromWire(0, frame);
        if (!(message instanceof StreamFrame known)) {
            close("a frame was not let in");
        } else if (greeted) {
            streams.hear(known);
        } else if (known instanceof StreamFrame.Hello hello && hello.inbox().equals(streams.inbox())) {
            greeted = true;
            cutter.allow(MOST_OF_A_FRAME);
        } else {
            close("it is meant for another node");
        }
    }

    private void close(String reason) {
        if (!over) {
            over = true;
            socket.close();
            LOG.atDebug()
                    .addKeyValue("from", socket.remoteAddress())
                    .addKeyValue("reason", reason)
                    .log("a connection for streams was closed");
        }
    }
}
