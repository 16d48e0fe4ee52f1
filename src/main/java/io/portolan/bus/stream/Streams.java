package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.Carrier;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.options.StreamOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.Shareable;
import io.vertx.core.streams.ReadStream;

/** The streams of a Vert.x instance, whoever offers and reads them. */
public final class Streams implements Shareable {

    private static final String NAME = "io.portolan.streams";

    private final Vertx vertx;
    private final Tally tally = new Tally();
    private final Outbox outbox;
    private final Inbox inbox;
    private volatile StreamOptions options = StreamOptions.defaults();
    private int listeners;
    private Future<Void> listening = Future.succeededFuture();

    private Streams(Vertx vertx) {
        this.vertx = vertx;
        this.outbox = new Outbox(vertx.eventBus());
        this.inbox = new Inbox(vertx, outbox, () -> options, tally);
    }

    /** Those of this instance: codecs belong to it, and so what they carry does. */
    public static Streams of(Vertx vertx) {
        return vertx.sharedData().<String, Streams>getLocalMap(NAME).computeIfAbsent(NAME, none -> new Streams(vertx));
    }

    /** What those that begin from now on are to keep to, where they share something. */
    public void follow(StreamOptions options) {
        this.options = options;
    }

    /**
     * Offers the bytes of a source on the current event loop, and holds it back from now on.
     *
     * @param source that has not begun
     * @param length of it; {@link ByteStream#UNKNOWN} when only the end tells
     */
    public ByteStream offer(ReadStream<Buffer> source, long length, StreamBounds bounds, Origin origin) {
        tally.begin();
        Guarded guarded = new Guarded(vertx, source, length, bounds, origin);
        guarded.ended().onSuccess(tally::end);
        return new Offered(vertx, guarded, bounds.pickUp(), options.window().bytes());
    }

    /** Begins to exchange streams with other nodes; to be ended by {@link #close()}, as often as it was begun. */
    public synchronized Future<Void> listen() {
        listeners++;
        if (listeners == 1) {
            listening = inbox.listen();
        }
        return listening;
    }

    /** Ends it with the last who began it: what is still under way breaks off. */
    public synchronized Future<Void> close() {
        listeners--;
        return listeners == 0 ? inbox.close() : Future.succeededFuture();
    }

    /** Has streams go to and come from other nodes by this instead of the event bus; to be said before anything of them is. */
    public void carry(Carrier carrier) {
        outbox.carry(carrier);
    }

    /** Something of them came by the carrier. */
    public void hear(Object frame) {
        inbox.hear(frame);
    }

    /** What its carrier cannot take to a node may go there over the bus. */
    public Future<Void> overBus(InboxAddress to, StreamFrame frame) {
        return outbox.overBus(to, frame);
    }

    /** What the carrier took to a node may not have arrived: the streams with it break off. */
    public void lost(InboxAddress to) {
        inbox.lose(to.toString(), "the connection to the other node broke");
    }

    /** Where this node hears of its streams with other nodes; others may tell it so when it has {@linkplain #left left}. */
    public String inbox() {
        return inbox.address();
    }

    /** The node that listens there is known to be gone: its streams break off at once. */
    public void left(String inbox) {
        this.inbox.lose(inbox, "the other node has left");
    }

    /** What is to stand for a stream in a message to another node. It is offered there until it is over. */
    public Reference refer(ByteStream stream) {
        return inbox.refer(stream);
    }

    /** The stream of another node that something stands for. */
    public ByteStream fetch(Reference reference) {
        tally.begin();
        Remote remote = new Remote(vertx, inbox, reference);
        remote.ended().onSuccess(tally::end);
        return remote;
    }

    /** How many have begun, and not ended; one from another node counts on both. */
    public int open() {
        return tally.open();
    }

    /** How many nobody took in time. */
    public long abandoned() {
        return tally.abandoned();
    }

    /** How many broke off, or took too much. */
    public long broken() {
        return tally.broken();
    }
}
