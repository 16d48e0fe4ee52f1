package io.portolan.bus.link;

import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.Carrier;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.wire.StreamFrameCodec;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections over which the frames of streams go from this node to others, one to each, made when it is needed. A
 * node that cannot be reached so is told over the event bus.
 */
public final class Links implements Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    /** What a frame takes besides the bytes of the stream: its head, its numbers, and its seal. */
    private static final int BESIDES = 128;

    private final NetClient client;
    private final Streams streams;
    private final StreamFrameCodec codec;
    private final HostAndPort place;
    private final ConcurrentMap<InboxAddress, Link> links = new ConcurrentHashMap<>();

    private Links(Vertx vertx, NetClient client, HostAndPort place) {
        this.client = client;
        this.streams = Streams.of(vertx);
        this.codec = StreamFrameCodec.of(vertx);
        this.place = place;
    }

    /** Has the streams of a Vert.x instance go over links, for as long as it lives. */
    public static Future<Void> open(Vertx vertx, LinkOptions options) {
        AtomicInteger heard = new AtomicInteger();
        LinkVerticle first = new LinkVerticle(options, heard);
        return vertx.deployVerticle(first)
                .compose(listening -> others(vertx, options, heard))
                .map(all -> {
                    HostAndPort place = HostAndPort.create(options.publicHost(), first.port());
                    Links links = new Links(vertx, vertx.createNetClient(options.client()), place);
                    Duration idle = options.bounds().idle();
                    vertx.setPeriodic(idle.toMillis(), id -> links.tidy(idle));
                    Streams.of(vertx).carry(links);
                    return null;
                });
    }

    private static Future<?> others(Vertx vertx, LinkOptions options, AtomicInteger heard) {
        return LOOPS == 1
                ? Future.succeededFuture()
                : vertx.deployVerticle(
                        () -> new LinkVerticle(options, heard), new DeploymentOptions().setInstances(LOOPS - 1));
    }

    @Override
    public HostAndPort place() {
        return place;
    }

    @Override
    public Future<Void> tell(InboxAddress to, StreamFrame frame) {
        return links.compute(to, (inbox, known) -> (known == null ? new Link(this, to) : known).touch())
                .tell(frame);
    }

    @Override
    public void drop(InboxAddress to) {
        Link link = links.remove(to);
        if (link != null) {
            link.close();
        }
    }

    Future<NetSocket> connect(InboxAddress to) {
        HostAndPort there = Objects.requireNonNull(to.link());
        return client.connect(there.port(), there.host());
    }

    Future<Void> overBus(InboxAddress to, StreamFrame frame) {
        return streams.overBus(to, frame);
    }

    Buffer encode(StreamFrame frame) {
        int bytes = frame instanceof StreamFrame.Bytes data ? data.length() : 0;
        Buffer encoded = Buffer.buffer(BESIDES + bytes).appendInt(0);
        codec.encodeToWire(encoded, frame);
        return encoded.setInt(0, encoded.length() - FrameCutter.HEAD);
    }

    /** The other node has closed it, or is gone, or the network between. */
    void broken(Link link) {
        if (links.remove(link.to(), link)) {
            streams.lost(link.to());
        }
    }

    void warn(InboxAddress to, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("place", to.link())
                .addKeyValue("error", cause.getMessage())
                .log("a node cannot be connected to for streams, and is tried over the event bus");
    }

    private void tidy(Duration idle) {
        links.forEach((inbox, link) -> {
            if (links.computeIfPresent(inbox, (same, known) -> known.unusedFor(idle) ? null : known) == null) {
                link.close();
            }
        });
    }
}
