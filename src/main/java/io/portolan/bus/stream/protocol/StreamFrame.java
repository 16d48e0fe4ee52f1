package io.portolan.bus.stream.protocol;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** One message between the nodes of a stream. Each of the two numbers its streams, and is told its own number. */
public sealed interface StreamFrame {

    /** The name of its codec. */
    String CODEC = "portolan.stream";

    /**
     * The most bytes of a stream in one frame: enough that the cost of a message does not count, and so few that others
     * on the same connection do not wait for long, and that all of the message fits in 64 KiB: buffers double as they
     * grow, and nothing larger is read at once.
     */
    int MOST_BYTES = 63 * 1024;

    /** To the node that has the stream. */
    sealed interface ToSource extends StreamFrame {

        /** Its number there. */
        long stream();
    }

    /** To the node that reads the stream. */
    sealed interface ToReader extends StreamFrame {

        /** Its number there. */
        long stream();
    }

    /**
     * Somebody wants the stream.
     *
     * @param reader its number where it is read
     * @param limit how many bytes may be sent
     * @param inbox where to
     */
    record Open(long stream, long reader, long limit, String inbox) implements ToSource {}

    /**
     * More of it has been read.
     *
     * @param limit how many bytes may be sent since its beginning, so that one that is lost is made up for by the next
     */
    record Credit(long stream, long limit) implements ToSource {}

    /**
     * No more is wanted.
     *
     * @param fault what was wrong with what came; empty when nothing was
     */
    record Cancel(long stream, String fault) implements ToSource {}

    /**
     * Its next bytes.
     *
     * @param sequence 0 for the first, one more for each that follows, the end included
     * @param chunks at most {@link #MOST_BYTES} together
     */
    record Bytes(long stream, long sequence, List<Buffer> chunks) implements ToReader {

        /** How many bytes. */
        public int length() {
            int length = 0;
            for (Buffer chunk : chunks) {
                length += chunk.length();
            }
            return length;
        }
    }

    /**
     * That was all.
     *
     * @param length of the whole stream
     * @param trailers what follows the bytes
     */
    record End(long stream, long sequence, long length, MultiMap trailers) implements ToReader {}

    /** No more will come. */
    record Broken(long stream, String reason) implements ToReader {}

    /**
     * Whether the other node lives, and whether both know of the same streams: whatever got lost between them shows.
     *
     * @param inbox who asks
     * @param reads what it reads from the other, and how many bytes may be sent
     * @param writes what it sends to the other, and the sequence number that comes next
     */
    record Ping(String inbox, List<Standing> reads, List<Standing> writes) implements StreamFrame {}

    /** Where one stream stands: its number where this is told, where it comes from, and how far it has come. */
    record Standing(long there, long here, long position) {}

    /** It lives. */
    record Pong(String inbox) implements StreamFrame {}

    /**
     * The first on a connection for streams alone.
     *
     * @param inbox whom it is for: another node may listen there by now
     */
    record Hello(String inbox) implements StreamFrame {}

    /** A frame that cannot be read, but whose stream is known. */
    sealed interface Unreadable extends StreamFrame {

        String reason();
    }

    /** Meant for the node that has the stream. */
    record UnreadableToSource(long stream, String reason) implements ToSource, Unreadable {}

    /** Meant for the node that reads the stream. */
    record UnreadableToReader(long stream, String reason) implements ToReader, Unreadable {}

    /** One that cannot be read at all. */
    record Noise(String reason) implements Unreadable {}
}
