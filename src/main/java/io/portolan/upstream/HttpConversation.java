package io.portolan.upstream;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    void send(@Nullable Buffer bytes) {
        watch(lastSign);
        Future<HttpClientResponse> head;
        if (bytes == null && !expectsContent(request.getMethod())) {
            head = request.send();
        } else {
            head = request.send(bytes == null ? Buffer.buffer() : bytes);
        }
        head.onSuccess(this::begin).onFailure(cause -> broken());
    }

    /** Nobody wants the answer any more: what is under way is broken off. */
    void cancel() {
        end(RunningCall.cancellation());
    }

    // RFC 9110 8.6: such a request without content says so, or servers answer 411.
    private static boolean expectsContent(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH);
    }

    private void begin(HttpClientResponse head) {
        if (answer.future().isComplete()) {
            return;
        }
        response = head;
        lastSign = System.nanoTime();
        head.exceptionHandler(cause -> broken());
        if (head.statusCode() < 200) {
            broken();
        } else if (announcedTooLarge(head)) {
            tooLarge();
        } else {
            head.handler(this::take).endHandler(end -> finish(head));
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

    private void finish(HttpClientResponse head) {
        vertx.cancelTimer(timer);
        Body bytes = body == null ? Body.EMPTY : new Body.Whole(body);
        answer.tryComplete(new Result(head.statusCode(), head.getHeader("Content-Type"), kept(head.headers()), bytes));
    }

    private static List<Header> kept(MultiMap headers) {
        Set<String> named = Set.of();
        String connection = headers.get("Connection");
        if (connection != null) {
            named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (String list : headers.getAll("Connection")) {
                addNames(named, list);
            }
        }
        List<Header> kept = new ArrayList<>(headers.size());
        for (Map.Entry<String, String> header : headers) {
            if (!HeaderNames.staysBehind(header.getKey()) && !named.contains(header.getKey())) {
                kept.add(new Header(header.getKey(), header.getValue()));
            }
        }
        return kept;
    }

    private static void addNames(Set<String> names, String list) {
        int from = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', from)) {
            names.add(list.substring(from, comma).trim());
            from = comma + 1;
        }
        names.add(list.substring(from).trim());
    }

    private boolean announcedTooLarge(HttpClientResponse head) {
        boolean bodiless =
                request.getMethod().equals(HttpMethod.HEAD) || head.statusCode() == 204 || head.statusCode() == 304;
        String length = bodiless ? null : head.getHeader("Content-Length");
        return length != null && parsed(length) > settings.limits().body().bytes();
    }

    // The decoder has seen to it that the length is a number; one too long for a long is too large as well.
    private static long parsed(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void watch(long now) {
        // At the latest after the time of a silence, so that one timer will do before and after the first byte.
        long limit = Math.min(
                lastSign + silence().toNanos(), now + settings.timeouts().idle().toNanos());
        long due = Math.min(deadline, limit) - now;
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(due) + 1), id -> check());
    }

    private Duration silence() {
        return response == null
                ? settings.timeouts().firstByte()
                : settings.timeouts().idle();
    }

    private void check() {
        long now = System.nanoTime();
        if (now >= deadline) {
            fail(Kind.TIMEOUT, response == null ? "did not answer in time" : "did not finish its answer in time");
        } else if (now - lastSign >= silence().toNanos()) {
            fail(
                    Kind.TIMEOUT,
                    response == null
                            ? "did not begin to answer within " + silence().toMillis() + " ms"
                            : "fell silent for " + silence().toMillis() + " ms within its answer");
        } else {
            watch(now);
        }
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
            request.reset();
        }
    }
}
