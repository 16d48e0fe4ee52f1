package io.portolan.mcp.stdio;

import io.portolan.mcp.rpc.JsonRpcMessage;
import io.portolan.mcp.rpc.JsonRpcMessage.Notification;
import io.portolan.mcp.rpc.JsonRpcMessage.Response;
import io.portolan.mcp.rpc.JsonRpcMessage.Unreadable;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.server.McpMethods;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one endpoint to whoever holds the other ends of two streams. One thread reads, one writes, and all that lies
 * between is on one event loop.
 */
public final class StdioVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(StdioVerticle.class);

    private static final int MOST_REQUESTS = 256;
    private static final long MOST_UNREAD = 4L * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final PortolanOptions options;
    private final Room room;
    private final Promise<Void> ended = Promise.promise();
    private volatile @Nullable McpMethods methods;
    private @Nullable Conversation conversation;
    private @Nullable LineWriter writer;

    /**
     * @param options of them, the longest message, how long requests under way may take when the input ends or it stops,
     *     and how often it looks at what changes by itself
     */
    public StdioVerticle(InputStream in, OutputStream out, PortolanOptions options) {
        this(in, out, options, new Room(MOST_REQUESTS, MOST_UNREAD));
    }

    StdioVerticle(InputStream in, OutputStream out, PortolanOptions options, Room room) {
        this.in = in;
        this.out = out;
        this.options = options;
        this.room = room;
    }

    @Override
    public Future<?> start() {
        LineWriter lines = new LineWriter(out, room, () -> onLoop(Conversation::flush));
        writer = lines;
        Conversation begun = new Conversation(vertx, lines, room, () -> Objects.requireNonNull(methods));
        conversation = begun;
        lines.start();
        vertx.setPeriodic(options.mcp().limits().keepAlive().toMillis(), id -> begun.beat());
        lines.ended()
                .onFailure(gone -> onLoop(talk -> {
                    LOG.atDebug().addKeyValue("error", gone).log("the client is gone");
                    talk.leave();
                    ended.tryComplete();
                }));
        return Future.succeededFuture();
    }

    /** Finishes what is under way. */
    @Override
    public Future<?> stop() {
        finish();
        return ended.future();
    }

    /** Serves this from the next request on, and reads the first one. To be called once it is deployed, from any thread. */
    public void serve(McpMethods next) {
        boolean first = methods == null;
        methods = next;
        if (first) {
            Thread.ofPlatform().daemon().name("portolan-stdin").start(this::read);
        } else {
            onLoop(Conversation::changed);
        }
    }

    /** When the input has ended and all of it is answered, or nobody reads the answers any more. */
    public Future<Void> ended() {
        return ended.future();
    }

    private void read() {
        LineReader lines = new LineReader(in, options.limits().body().bytes());
        try {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (!line.blank()) {
                    receive(message(line));
                }
            }
        } catch (IOException | InterruptedException broken) {
            LOG.atDebug().addKeyValue("error", broken).log("the input cannot be read any more");
        }
        onLoop(talk -> finish());
    }

    private void receive(JsonRpcMessage message) throws InterruptedException {
        // A client that has asked for too much must still be able to cancel some of it, and to answer what it is asked.
        if (!(message instanceof Notification || message instanceof Response)) {
            room.enter();
        }
        onLoop(talk -> talk.receive(message));
    }

    private JsonRpcMessage message(LineReader.Line line) {
        return line.tooLong()
                ? new Unreadable(
                        null,
                        RpcError.invalidRequest("a line is too long (expected: at most "
                                + options.limits().body() + " a message)"))
                : JsonRpcReader.read(line.text());
    }

    private void finish() {
        Conversation talk = Objects.requireNonNull(conversation);
        LineWriter lines = Objects.requireNonNull(writer);
        long timer = vertx.setTimer(Math.max(1, options.timeouts().drain().toMillis()), late -> {
            talk.leave();
            // Whoever does not read does not hold us up.
            ended.tryComplete();
        });
        talk.end()
                .onComplete(quiet -> lines.close())
                .compose(quiet -> lines.ended())
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    ended.tryComplete();
                });
    }

    private void onLoop(Consumer<Conversation> action) {
        context.runOnContext(here -> action.accept(Objects.requireNonNull(conversation)));
    }
}
