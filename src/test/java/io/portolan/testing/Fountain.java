package io.portolan.testing;

import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Origin;
import io.portolan.bus.stream.Outlet;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.bus.stream.Streams;
import io.portolan.options.Size;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A source of bytes: as many as are asked for, up to a length; or those that a test pours in. */
public final class Fountain implements Outlet, Origin {

    /** What a test may take, and an hour more. */
    public static final Duration LONG = Duration.ofHours(1);

    private static final int CHUNKS_AT_ONCE = 8;

    private final Reader reader = new Reader();
    private final long length;
    private final int chunk;
    private final MessageDigest sum = Sums.begin();
    private final AtomicLong given = new AtomicLong();
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final Deque<Buffer> poured = new ArrayDeque<>();
    private final MultiMap trailers = MultiMap.caseInsensitiveMultiMap();
    private Context context;
    private boolean running;
    private boolean dried;
    private boolean ended;

    private Fountain(long length, int chunk) {
        this.length = length;
        this.chunk = chunk;
    }

    /** So many bytes, no two chunks alike, in chunks of this size. */
    public static Fountain of(long length, int chunk) {
        return new Fountain(length, chunk);
    }

    /** What is poured in. */
    public static Fountain dry() {
        return new Fountain(0, 0);
    }

    /** Offers it as a stream, on an event loop. */
    public Future<ByteStream> offer(Vertx vertx) {
        StreamBounds bounds = new StreamBounds("a fountain", LONG, LONG, LONG, new Size(Long.MAX_VALUE));
        return offer(vertx, bounds);
    }

    public Future<ByteStream> offer(Vertx vertx, StreamBounds bounds) {
        return Loops.run(vertx, () -> offerHere(vertx, bounds));
    }

    /** Offers it on the current event loop. */
    public ByteStream offerHere(Vertx vertx, StreamBounds bounds) {
        context = vertx.getOrCreateContext();
        return Streams.of(vertx).offer(this, chunk == 0 ? ByteStream.UNKNOWN : length, bounds, this);
    }

    /** Gives this next. */
    public void pour(Buffer bytes) {
        context.runOnContext(now -> {
            poured.add(bytes);
            run();
        });
    }

    /** Nothing comes any more. */
    public void dryUp() {
        context.runOnContext(now -> {
            dried = true;
            run();
        });
    }

    public void breakOff() {
        context.runOnContext(now -> reader.fail(new IllegalStateException("broken pipe")));
    }

    public Fountain trailer(String name, String value) {
        trailers.add(name, value);
        return this;
    }

    /** How many bytes it has given. */
    public long given() {
        return given.get();
    }

    public boolean aborted() {
        return aborted.get();
    }

    /** Of all it has given, in hexadecimal digits. */
    public String sha256() {
        return HexFormat.of().formatHex(sum.digest());
    }

    @Override
    public void abort() {
        aborted.set(true);
    }

    @Override
    public MultiMap trailers() {
        return trailers;
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        reader.ask(amount);
        if (!running) {
            running = true;
            context.runOnContext(now -> {
                running = false;
                run();
            });
        }
        return this;
    }

    private void run() {
        for (int i = 0; i < CHUNKS_AT_ONCE && reader.waits() && !ended && !aborted.get(); i++) {
            Buffer next = chunk == 0 ? poured.poll() : next();
            if (next == null) {
                break;
            }
            reader.give(next);
        }
        boolean last = chunk > 0 ? given.get() == length : dried && poured.isEmpty();
        if (last && reader.waits() && !ended) {
            ended = true;
            reader.end();
        } else if (reader.waits() && !ended && !aborted.get() && (chunk > 0 || !poured.isEmpty())) {
            fetch(0);
        }
    }

    private Buffer next() {
        long at = given.get();
        byte[] bytes = new byte[(int) Math.min(chunk, length - at)];
        if (bytes.length == 0) {
            return null;
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (at / chunk * 31 + i * 7L);
        }
        sum.update(bytes);
        given.addAndGet(bytes.length);
        return Buffer.buffer(bytes);
    }
}
