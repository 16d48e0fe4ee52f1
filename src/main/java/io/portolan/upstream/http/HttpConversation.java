package io.portolan.upstream.http;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Origin;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.bus.stream.Streams;
import io.portolan.options.StreamOptions;
import io.portolan.upstream.UpstreamSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its connection and the answer as it grows. Lives on one event loop. A single timer watches the first
 * byte, the silences and the deadline in turn.
 */
final class HttpConversation {

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final HttpClientRequest request;
    private final Promise<Result> answer;
    private final long deadline;
    private long timer;
    private long lastSign;
    private @Nullable HttpClientResponse response;
    private @Nullable Buffer body;
    private boolean ownsBody;
    private boolean streams;
    private @Nullable Sending sending;

    /**
     * One that has yet to begin.
     *
     * @param answer completed with it
     * @param deadline in milliseconds since the epoch
     */
    HttpConversation(
            Vertx vertx, UpstreamSettings settings, HttpClientRequest request, Promise<Result> answer, long deadline) {
        this.vertx = vertx;
        this.settings = settings;
        this.request = request;
        this.answer = answer;
        this.lastSign = System.nanoTime();
        this.deadline = lastSign + TimeUnit.MILLISECONDS.toNanos(Math.max(1, deadline - System.currentTimeMillis()));
    }

    /** @param streams whether the answer may be a stream */
    void send(@Nullable Body body, boolean streams) {
        this.streams = streams;
        watch(lastSign);
        // What fails the answer is told by it; what comes after, nobody waits for.
        request.exceptionHandler(told -> {});
        request.response().onSuccess(this::begin).onFailure(cause -> broken());
        switch (body) {
            case null -> {
                if (expectsContent(request.getMethod())) {
                    request.end(Buffer.buffer());
                } else {
                    request.end();
                }
            }
            case Body.Whole whole -> request.end(whole.bytes());
            case Body.Streamed streamed ->
                sending = Sending.begin(request, streamed.stream(), this::moved, this::unsent);
        }
    }

    private void moved() {
        lastSign = System.nanoTime();
    }

    private void unsent(Throwable cause) {
        fail(Kind.CANCELLED, "did not get the whole body: " + cause.getMessage());
    }

    /** Nobody wants the answer any more: what is under way is broken off. */
    void cancel() {
        end(RunningCall.cancellation());
    }

    // RFC 9110 8.6: such a request without content says so, or servers answer 411.
    private static boolean expectsContent(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH);
    }

    private void begin(HttpClientResponse answered) {
        if (answer.future().isComplete()) {
            return;
        }
        response = answered;
        lastSign = System.nanoTime();
        AnswerHead head = new AnswerHead(request.getMethod(), answered);
        answered.exceptionHandler(cause -> broken());
        if (answered.statusCode() < 200) {
            broken();
        } else if (streams && isStream(head)) {
            handOver(head, answered);
        } else if (head.length() > settings.limits().body().bytes()) {
            tooLarge();
        } else {
            answered.handler(this::take).endHandler(end -> finish(head));
        }
    }

    private boolean isStream(AnswerHead head) {
        return settings.streams().passOn(head.length(), settings.limits()) || (head.length() > 0 && head.events());
    }

    /** From here on the bytes are watched where they are offered: what was awaited is the head. */
    private void handOver(AnswerHead head, HttpClientResponse bytes) {
        vertx.cancelTimer(timer);
        StreamOptions options = settings.streams();
        StreamBounds bounds = new StreamBounds(
                settings.label(), options.pickUp(), settings.timeouts().idle(), options.total(), options.most());
        ByteStream stream = Streams.of(vertx).offer(bytes, head.length(), bounds, new Answering(bytes));
        stream.closed().onComplete(over -> leaveBody());
        if (!answer.tryComplete(head.result(new Body.Streamed(stream)))) {
            stream.cancel();
        }
    }

    /** The answer is complete, so that what is left of the body has nobody to read it. */
    private void leaveBody() {
        if (sending != null && !sending.whole()) {
            breakOff(sending);
        }
    }

    /**
     * An upstream would take the next request on this connection for the rest of the body. A reset does not do, for the
     * client gives the connection to another request once an answer is complete.
     */
    private void breakOff(Sending unfinished) {
        unfinished.stop();
        request.connection().close();
    }

    /** Where an answer's bytes come from. */
    private final class Answering implements Origin {

        private final HttpClientResponse bytes;

        Answering(HttpClientResponse bytes) {
            this.bytes = bytes;
        }

        @Override
        public MultiMap trailers() {
            return AnswerHead.kept(bytes.trailers());
        }

        @Override
        public void abort() {
            reset();
        }
    }

    private void take(Buffer chunk) {
        lastSign = System.nanoTime();
        long length = (body == null ? 0L : body.length()) + chunk.length();
        if (length > settings.limits().body().bytes()) {
            tooLarge();
        } else if (body == null) {
            // Most answers are one chunk, which then is the body without being copied.
            body = chunk;
        } else {
            body = (ownsBody ? body : copy(body)).appendBuffer(chunk);
            ownsBody = true;
        }
    }

    private static Buffer copy(Buffer first) {
        return Buffer.buffer(2 * first.length()).appendBuffer(first);
    }

    private void finish(AnswerHead head) {
        vertx.cancelTimer(timer);
        leaveBody();
        answer.tryComplete(head.result(body == null ? Body.EMPTY : new Body.Whole(body)));
    }

    private void watch(long now) {
        // At the latest after the time of a silence, so that one timer will do before and after the first byte.
        long limit = Math.min(
                lastSign + silence().toNanos(), now + settings.timeouts().idle().toNanos());
        long due = Math.min(deadline, limit) - now;
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(due) + 1), id -> check());
    }

    private Duration silence() {
        return response == null && !isSending()
                ? settings.timeouts().firstByte()
                : settings.timeouts().idle();
    }

    private boolean isSending() {
        return sending != null && sending.underWay();
    }

    /** Whether it is the upstream's turn. */
    private boolean waiting() {
        return sending == null || !sending.underWay() || sending.held();
    }

    private void check() {
        long now = System.nanoTime();
        if (now >= deadline) {
            fail(Kind.TIMEOUT, response == null ? "did not answer in time" : "did not finish its answer in time");
        } else if (waiting() && now - lastSign >= silence().toNanos()) {
            fail(Kind.TIMEOUT, silent(silence().toMillis()));
        } else {
            watch(now);
        }
    }

    private String silent(long ms) {
        if (isSending()) {
            return "took no more of the body for " + ms + " ms";
        }
        return response == null
                ? "did not begin to answer within " + ms + " ms"
                : "fell silent for " + ms + " ms within its answer";
    }

    private void tooLarge() {
        fail(Kind.TOO_LARGE, "answered with more than " + settings.limits().body() + " (limits.body)");
    }

    private void broken() {
        fail(
                Kind.UPSTREAM_BROKEN,
                response == null ? "broke off or answered with something other than HTTP" : "broke off its answer");
    }

    private void fail(Kind kind, String what) {
        end(new Failure(kind, settings.label() + " " + what));
    }

    private void end(Failure failure) {
        if (answer.tryFail(failure)) {
            vertx.cancelTimer(timer);
            reset();
        }
    }

    private void reset() {
        if (sending == null) {
            request.reset();
        } else {
            breakOff(sending);
        }
    }
}
