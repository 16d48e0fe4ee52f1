package io.portolan.mcp.stdio;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes messages, each whole and on a line of its own, on a thread that may block. {@link Room} bounds what waits. */
final class LineWriter {

    /** No message is empty. */
    private static final Buffer END = Buffer.buffer();

    private final OutputStream out;
    private final Room room;
    private final Runnable drained;
    private final BlockingQueue<Buffer> queue = new LinkedBlockingQueue<>();
    private final Promise<Void> ended = Promise.promise();

    /** @param drained told, on the thread that writes, when a client that was behind has caught up */
    LineWriter(OutputStream out, Room room, Runnable drained) {
        this.out = out;
        this.room = room;
        this.drained = drained;
    }

    void start() {
        Thread.ofPlatform().daemon().name("portolan-stdout").start(this::run);
    }

    void write(Buffer message) {
        room.queued(message.length());
        queue.add(message);
    }

    /** Lets everything be written that was given to it so far, and ends. */
    void close() {
        queue.add(END);
    }

    /** Fails when nobody reads any more. */
    Future<Void> ended() {
        return ended.future();
    }

    private void run() {
        try {
            for (Buffer message = queue.take(); message.length() > 0; message = queue.take()) {
                out.write(line(message));
                if (queue.isEmpty()) {
                    out.flush();
                }
                if (room.written(message.length())) {
                    drained.run();
                }
            }
            out.flush();
            ended.complete();
        } catch (IOException | InterruptedException gone) {
            ended.fail(gone);
        }
    }

    /** In JSON a line break is white space between tokens and nothing else, so that a space says the same. */
    private static byte[] line(Buffer message) {
        int length = message.length();
        byte[] line = new byte[length + 1];
        message.getBytes(line);
        for (int index = 0; index < length; index++) {
            if (line[index] == '\n' || line[index] == '\r') {
                line[index] = ' ';
            }
        }
        line[length] = '\n';
        return line;
    }
}
