package io.portolan.bus.link;

import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.StreamFrameCodec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes the links of other nodes. One on each event loop, so that they are spread. */
final class LinkVerticle extends VerticleBase {

    /** Any free one. Servers that ask for the same negative port share it, and edges count down from -1. */
    private static final int SHARED = Integer.MIN_VALUE;

    /** In terms of how long the other node keeps one that it does not use: what is open then has no other end. */
    private static final int SILENT = 3;

    private final NetServerOptions options;
    private final LinkOptions.Bounds bounds;
    private final AtomicInteger open;
    private @Nullable NetServer server;

    /** @param open links from others, over all instances */
    LinkVerticle(LinkOptions links, AtomicInteger open) {
        this.bounds = links.bounds();
        this.options = new NetServerOptions(links.server())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) Math.min(SILENT * bounds.idle().toMillis(), Integer.MAX_VALUE));
        this.open = open;
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
        if (open.incrementAndGet() > bounds.most()) {
            open.decrementAndGet();
            socket.close();
            return;
        }
        new Hearing(socket, Streams.of(vertx), StreamFrameCodec.of(vertx))
                .begin(vertx, bounds.greeting(), open::decrementAndGet);
    }
}
