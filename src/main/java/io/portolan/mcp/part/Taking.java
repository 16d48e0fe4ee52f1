package io.portolan.mcp.part;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.bus.stream.ByteStream;
import io.portolan.mcp.part.Reach.Worth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as far as it is wanted, and cancels what follows: the upstream is not to send what nobody reads. Lives on
 * one event loop.
 */
public final class Taking {

    private final Result answer;
    private final ByteStream stream;
    private final Reach reach;
    private final Buffer read = Buffer.buffer();
    private final Promise<Excerpt> excerpt = Promise.promise();
    private long received;

    private Taking(Result answer, ByteStream stream, Reach reach) {
        this.answer = answer;
        this.stream = stream;
        this.reach = reach;
    }

    /**
     * Begins.
     *
     * @param deadline in milliseconds since the epoch, after which no more is waited for
     */
    public static Taking begin(Vertx vertx, Result answer, ByteStream stream, Reach reach, long deadline) {
        Taking taking = new Taking(answer, stream, reach);
        if (reach.most() == 0) {
            taking.end(false, null);
            stream.cancel();
            return taking;
        }
        long timer = vertx.setTimer(Math.max(1, deadline - System.currentTimeMillis()), late -> taking.late());
        taking.excerpt.future().onComplete(any -> vertx.cancelTimer(timer));
        stream.take()
                .exceptionHandler(cause -> taking.broken(String.valueOf(cause.getMessage())))
                .endHandler(end -> taking.end(true, null))
                .handler(taking::receive)
                .resume();
        return taking;
    }

    /** What was read, once it is enough; fails with a {@link Failure} when what came is worth nothing. */
    public Future<Excerpt> excerpt() {
        return excerpt.future();
    }

    /** How many bytes have come so far. */
    public long received() {
        return received;
    }

    /** How many there are; negative when nobody knows. */
    public long length() {
        return stream.length();
    }

    /** Nobody wants it any more. */
    public void cancel() {
        if (excerpt.tryFail(RunningCall.cancellation())) {
            stream.cancel();
        }
    }

    private void receive(Buffer chunk) {
        if (excerpt.future().isComplete()) {
            return;
        }
        long begun = received;
        received += chunk.length();
        int from = (int) Math.min(chunk.length(), Math.max(0, reach.skip() - begun));
        int to = (int) Math.min(chunk.length(), from + reach.most() - read.length());
        read.appendBuffer(chunk, from, to - from);
        if (to < chunk.length()) {
            end(false, null);
            stream.cancel();
        }
    }

    private void late() {
        String reason = "the answer did not end in time (timeouts.total)";
        stop(reach.worth() != Worth.NONE, new Failure(Kind.TIMEOUT, reason));
    }

    private void broken(String reason) {
        stop(reach.worth() == Worth.ANY, new Failure(Kind.UPSTREAM_BROKEN, reason));
    }

    private void stop(boolean enough, Failure failure) {
        if (enough) {
            end(false, failure.reason());
        } else {
            excerpt.tryFail(failure);
        }
        stream.cancel();
    }

    private void end(boolean all, @Nullable String reason) {
        excerpt.tryComplete(new Excerpt(answer, read, reach.skip(), stream.length(), all, reason));
    }
}
