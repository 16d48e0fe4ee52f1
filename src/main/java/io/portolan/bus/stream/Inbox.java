package io.portolan.bus.stream;

import io.portolan.bus.Addresses;
import io.portolan.bus.Refused;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.stream.protocol.RollCall;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Cancel;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.Hello;
import io.portolan.bus.stream.protocol.StreamFrame.Noise;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Ping;
import io.portolan.bus.stream.protocol.StreamFrame.Pong;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import io.portolan.bus.stream.protocol.StreamFrame.ToReader;
import io.portolan.bus.stream.protocol.StreamFrame.ToSource;
import io.portolan.bus.stream.protocol.Windows;
import io.portolan.options.StreamOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a node hears of its streams with other nodes, and those streams. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Vertx vertx;
    private final Supplier<StreamOptions> options;
    private final Tally tally;
    private final String address = Addresses.streams();
    private final Outbox outbox;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentMap<Long, ByteStream> offered = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Outgoing> writing = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Incoming> reading = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Peer> peers = new ConcurrentHashMap<>();
    private volatile @Nullable Listening listening;

    /** What there is while it listens. */
    private record Listening(MessageConsumer<Object> consumer, Loop loop, Watch watch) {}

    /** @param options that streams follow which begin from now on */
    Inbox(Vertx vertx, Outbox outbox, Supplier<StreamOptions> options, Tally tally) {
        this.vertx = vertx;
        this.outbox = outbox;
        this.options = options;
        this.tally = tally;
    }

    /** Not to be called again before {@link #close}. */
    Future<Void> listen() {
        MessageConsumer<Object> consumer =
                vertx.eventBus().consumer(address, (Message<Object> message) -> hear(message.body()));
        Loop loop = Loop.current(vertx);
        Watch watch = new Watch(vertx, this);
        listening = new Listening(consumer, loop, watch);
        loop.run(watch::begin);
        return consumer.completion();
    }

    /** Breaks off what is under way. */
    Future<Void> close() {
        Listening ending = listening;
        listening = null;
        reading.values().forEach(stream -> stream.lose("the node that reads it closes"));
        writing.values().forEach(stream -> stream.lose("the node it comes from closes"));
        offered.values().forEach(ByteStream::cancel);
        if (ending == null) {
            return Future.succeededFuture();
        }
        ending.loop().run(ending.watch()::end);
        return ending.consumer().unregister();
    }

    /** As others are told. */
    String address() {
        return outbox.from(address).toString();
    }

    Tally tally() {
        return tally;
    }

    /** Offers a stream of this node to others, until it is over. */
    Reference refer(ByteStream stream) {
        long number = numbers.incrementAndGet();
        offered.put(number, stream);
        stream.closed().onComplete(over -> offered.remove(number));
        return new Reference(
                address(), number, stream.length(), patience(stream).toMillis());
    }

    /** The stream that another node offers so. */
    Incoming fetch(Reference source, Loop loop) {
        Incoming incoming = new Incoming(this, join(source.inbox()), source, numbers.incrementAndGet(), loop);
        reading.put(incoming.number(), incoming);
        return incoming;
    }

    /** Nobody here wants it. */
    void decline(Reference source) {
        tell(source.inbox(), new Cancel(source.stream(), ""));
    }

    /** It is over, as far as the other node is concerned. */
    void forget(Incoming stream) {
        reading.remove(stream.number());
    }

    void forget(Outgoing stream) {
        writing.remove(stream.number());
    }

    /** A stream with that node is over in every respect. */
    void leave(Peer peer) {
        peers.computeIfPresent(peer.inbox().toString(), (address, known) -> known.leave() ? null : known);
    }

    /** A node is gone, or at least all that was sent to it or came from it and has not arrived. */
    void lose(Peer peer, String reason) {
        outbox.drop(peer.inbox());
        int streams = 0;
        for (Incoming stream : reading.values()) {
            if (stream.peer().equals(peer) && reading.remove(stream.number(), stream)) {
                streams++;
                stream.lose(reason);
            }
        }
        for (Outgoing stream : writing.values()) {
            if (stream.peer().equals(peer) && writing.remove(stream.number(), stream)) {
                streams++;
                stream.lose(reason);
            }
        }
        if (streams > 0) {
            LOG.atWarn()
                    .addKeyValue("inbox", peer.inbox().bus())
                    .addKeyValue("streams", streams)
                    .addKeyValue("reason", reason)
                    .log("the streams with another node broke off");
        }
    }

    /** Somebody says that a node is gone, or what was told to it. */
    void lose(String inbox, String reason) {
        Peer peer = peers.get(inbox);
        if (peer != null) {
            lose(peer, reason);
        }
    }

    /** What it has to do with each other node, for the watch. */
    Map<Peer, RollCall> roll() {
        Map<Peer, RollCall> roll = new HashMap<>();
        peers.values().forEach(peer -> roll.put(peer, new RollCall()));
        reading.values().forEach(stream -> of(roll, stream.peer()).reads(stream.standing()));
        writing.values().forEach(stream -> of(roll, stream.peer()).writes(stream.standing()));
        return roll;
    }

    private static RollCall of(Map<Peer, RollCall> roll, Peer peer) {
        return roll.computeIfAbsent(peer, began -> new RollCall());
    }

    private Peer join(String inbox) {
        return peers.compute(inbox, (address, known) -> (known == null ? peer(inbox) : known).join());
    }

    private Peer peer(String inbox) {
        StreamOptions now = options.get();
        Windows windows = new Windows(now.windows().bytes(), now.window().bytes());
        return new Peer(outbox, InboxAddress.parse(inbox), windows, this::lose);
    }

    /** What came from another node, by whichever way. */
    void hear(@Nullable Object message) {
        switch (message) {
            case ToReader frame -> hear(frame);
            case ToSource frame -> hear(frame);
            case Ping ping -> hear(ping);
            case Pong pong -> lives(pong.inbox());
            case Hello greeting -> {}
            case Noise noise ->
                LOG.atWarn().addKeyValue("error", noise.reason()).log("a stream frame is unreadable");
            case Refused stranger -> {}
            case null, default -> LOG.atWarn().log("a message is no stream frame");
        }
    }

    private void hear(ToReader frame) {
        Incoming stream = reading.get(frame.stream());
        if (stream != null) {
            stream.peer().heard();
            stream.receive(frame);
        }
    }

    private void hear(ToSource frame) {
        Outgoing stream = writing.get(frame.stream());
        if (stream != null) {
            stream.peer().heard();
        }
        switch (frame) {
            case Open open -> open(open);
            case ToSource other when stream != null -> stream.receive(other);
            case Cancel unopened -> withdraw(unopened.stream());
            case ToSource late -> {}
        }
    }

    private void open(Open open) {
        ByteStream stream = offered.remove(open.stream());
        if (stream == null) {
            tell(open.inbox(), new Broken(open.reader(), "it is not offered any more"));
            return;
        }
        Loop loop = stream instanceof Offered own ? own.loop() : Loop.current(vertx);
        Outgoing outgoing = new Outgoing(this, join(open.inbox()), stream, loop, open);
        if (stream instanceof Offered own) {
            own.passedOn(outgoing.ended());
        }
        writing.put(open.stream(), outgoing);
        outgoing.begin();
    }

    private void withdraw(long number) {
        ByteStream stream = offered.remove(number);
        if (stream != null) {
            stream.cancel();
        }
    }

    private void hear(Ping ping) {
        lives(ping.inbox());
        tell(ping.inbox(), new Pong(address()));
        for (Standing read : ping.reads()) {
            Outgoing stream = writing.get(read.there());
            if (stream != null) {
                stream.receive(new Credit(read.there(), read.position()));
            } else if (!offered.containsKey(read.there())) {
                tell(ping.inbox(), new Broken(read.here(), "the other node does not know of it"));
            }
        }
        for (Standing written : ping.writes()) {
            Incoming stream = reading.get(written.there());
            if (stream != null) {
                stream.hear(written.position());
            } else {
                tell(ping.inbox(), new Cancel(written.here(), ""));
            }
        }
    }

    private void lives(String inbox) {
        Peer peer = peers.get(inbox);
        if (peer != null) {
            peer.heard();
        }
    }

    private void tell(String inbox, StreamFrame frame) {
        // Whether it hears of it or not.
        outbox.tell(InboxAddress.parse(inbox), frame).otherwiseEmpty();
    }

    private Duration patience(ByteStream stream) {
        return switch (stream) {
            case Offered own -> own.patience();
            case Remote remote -> Duration.ofMillis(remote.patience());
            default -> options.get().pickUp();
        };
    }
}
