package io.portolan.bus.link;

import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.StreamFrameCodec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes the links of other nodes. One on each event loop, so that they are spread. */
final class LinkVerticle extends VerticleBase {

    /** Of all event loops together. A node makes one link to another, so that this is far more than there are nodes. */
    private static final int MOST = 1024;

    /** Any free one. Servers that ask for the same negative port share it, and edges count down from -1. */
    private static final int SHARED = Integer.MIN_VALUE;

    /** Long after the other node has closed one that it does not use: what is open then has no other end. */
    private static final int MOST_SILENT_SECONDS = 180;

    private final NetServerOptions options;
    private final AtomicInteger links;
    private @Nullable NetServer server;

    /** @param links that are open, over all instances */
    LinkVerticle(NetServerOptions options, AtomicInteger links) {
        this.options = new NetServerOptions(options).setReadIdleTimeout(MOST_SILENT_SECONDS);
        this.links = links;
    }

    @Override
    public Future<?> start() {
        NetServer listening = vertx.createNetServer(options).connectHandler(this::accept);
        server = listening;
        return listening.listen(options.getPort() == 0 ? SHARED : options.getPort(), options.getHost());
    }

    /** Where it listens. */
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private void accept(NetSocket socket) {
        socket.exceptionHandler(broken -> {});
        if (links.incrementAndGet() > MOST) {
            links.decrementAndGet();
            socket.close();
            return;
        }
        new Hearing(socket, Streams.of(vertx), StreamFrameCodec.of(vertx)).begin(vertx, links::decrementAndGet);
    }
}
