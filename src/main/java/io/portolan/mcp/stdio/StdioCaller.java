package io.portolan.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.caller.Questions.Question;
import io.portolan.mcp.caller.UnansweredException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client that waits for the answer to one of its requests, and may wait for others too. */
final class StdioCaller implements Caller {

    private static final long NONE = -1;

    private final String requestId = UUID.randomUUID().toString();
    private final Vertx vertx;
    private final String id;
    private final LineWriter writer;
    private final Room room;
    private final Questions questions;
    private final List<Runnable> departure = new ArrayList<>(1);
    private @Nullable Buffer unsent;
    private @Nullable String question;
    private boolean mute;
    private boolean gone;
    private boolean answered;
    private long timer = NONE;

    /** @param id of the request, as the client spelled it */
    StdioCaller(Vertx vertx, String id, LineWriter writer, Room room, Questions questions) {
        this.vertx = vertx;
        this.id = id;
        this.writer = writer;
        this.room = room;
        this.questions = questions;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public void tell(Buffer notification) {
        if (gone || answered) {
            return;
        }
        if (room.full()) {
            // Of what a slow reader has not got yet, the newest says it all.
            unsent = notification;
        } else {
            unsent = null;
            writer.write(notification);
        }
    }

    @Override
    public Future<JsonNode> ask(String method, JsonNode params, Duration patience) {
        if (gone || mute) {
            return Future.failedFuture(new UnansweredException("the client says nothing more"));
        }
        Question asked = questions.open(vertx.getOrCreateContext(), method, params);
        if (asked == null) {
            return Future.failedFuture(new UnansweredException("too many clients are being asked"));
        }
        question = asked.id();
        writer.write(asked.message());
        // The answer has to be read, however many requests are under way.
        room.leave();
        return questions.await(vertx, this, asked, patience).onComplete(answer -> room.enterAgain());
    }

    @Override
    public void every(Duration period, Runnable action) {
        if (!gone && !answered) {
            timer = vertx.setPeriodic(period.toMillis(), id -> action.run());
        }
    }

    @Override
    public void onGone(Runnable action) {
        if (gone) {
            action.run();
        } else {
            departure.add(action);
        }
    }

    String id() {
        return id;
    }

    /** The client reads again. */
    void flush() {
        if (unsent != null) {
            tell(unsent);
        }
    }

    /** The client waits, but says nothing more. */
    void mute() {
        mute = true;
        if (question != null) {
            questions.end(question, "the client says nothing more");
        }
    }

    /** The client does not wait any more; it gets no answer. */
    void leave() {
        if (!gone && !answered) {
            gone = true;
            rest();
            departure.forEach(Runnable::run);
        }
    }

    void answer(Reply reply) {
        if (!gone) {
            answered = true;
            rest();
            writer.write(reply.json());
        }
    }

    private void rest() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
