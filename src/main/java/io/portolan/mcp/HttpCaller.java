package io.portolan.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.http.RequestIds;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.caller.Questions.Question;
import io.portolan.mcp.caller.UnansweredException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client that waits for the response to its POST: one JSON object, or, once it was told something ahead of its answer, a
 * stream of events that ends with the answer.
 */
final class HttpCaller implements Caller {

    private static final long NONE = -1;

    private final Questions questions;
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final String requestId;
    private final boolean streams;
    private final List<Runnable> departure = new ArrayList<>(1);
    private @Nullable EventStream stream;
    private @Nullable Buffer unsent;
    private boolean answered;
    private long timer = NONE;

    HttpCaller(RoutingContext context, Questions questions) {
        this.questions = questions;
        vertx = context.vertx();
        response = context.response();
        requestId = RequestIds.of(context);
        streams = acceptsEvents(context.request());
    }

    /** Whether the client names the media type of streams among those it takes. */
    private static boolean acceptsEvents(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains(EventStream.MEDIA_TYPE));
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public void tell(Buffer notification) {
        if (!streams || answered || response.closed()) {
            return;
        }
        EventStream begun = stream();
        if (begun.full()) {
            // Of what a slow reader has not got yet, the newest says it all.
            unsent = notification;
            begun.drained(() -> flush(begun));
        } else {
            begun.send(notification);
        }
    }

    private EventStream stream() {
        if (stream == null) {
            stream = EventStream.begin(response);
        }
        return stream;
    }

    @Override
    public Future<JsonNode> ask(String method, JsonNode params, Duration patience) {
        if (!streams || answered || response.closed()) {
            return Future.failedFuture(new UnansweredException("the client reads no stream"));
        }
        Question question = questions.open(vertx.getOrCreateContext(), method, params);
        if (question == null) {
            return Future.failedFuture(new UnansweredException("too many clients are being asked"));
        }
        stream().send(question.message());
        return questions.await(vertx, this, question, patience);
    }

    private void flush(EventStream drained) {
        if (unsent != null) {
            drained.send(unsent);
            unsent = null;
        }
    }

    @Override
    public void every(Duration period, Runnable action) {
        if (streams && !answered) {
            timer = vertx.setPeriodic(period.toMillis(), id -> action.run());
        }
    }

    @Override
    public void onGone(Runnable action) {
        if (response.closed()) {
            action.run();
            return;
        }
        departure.add(action);
        // HTTP/2 closes each stream, HTTP/1.1 only a connection in the middle of an answer.
        response.closeHandler(gone -> leave());
    }

    private void leave() {
        if (!answered) {
            finish();
            departure.forEach(Runnable::run);
        }
    }

    /** Sends the answer, unless nobody waits for it any more. */
    void answer(Reply reply) {
        if (answered) {
            return;
        }
        finish();
        if (stream == null) {
            McpExchange.send(response, reply);
        } else {
            flush(stream);
            stream.end(reply.json());
        }
    }

    private void finish() {
        answered = true;
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
