package io.portolan.cluster;

import io.portolan.bus.link.LinkOptions;
import io.portolan.bus.link.Links;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PeerOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.BindException;

/** Joins a cluster. */
public final class Clustering {

    /**
     * Makes a Vert.x whose event bus spans the cluster. Reads files and must not be called on an event loop.
     *
     * @param builder set up but for its options
     * @param options for the builder; what concerns the event bus's network is set here
     */
    public static Future<Vertx> join(VertxBuilder builder, VertxOptions options, ClusterOptions cluster) {
        try {
            EventBusOptions bus = bus(options.getEventBusOptions(), cluster);
            OneLoopHazelcast manager = new OneLoopHazelcast(HazelcastSettings.of(cluster));
            return builder.with(options.setEventBusOptions(bus))
                    .withClusterManager(manager)
                    .buildClustered()
                    .compose(vertx -> link(vertx, manager, cluster))
                    .onSuccess(vertx -> HazelcastMembership.keep(vertx, manager));
        } catch (IOException | RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Future<Vertx> link(Vertx vertx, OneLoopHazelcast manager, ClusterOptions cluster) {
        NetServerOptions server = new NetServerOptions().setPort(cluster.streamPort());
        if (!HazelcastSettings.anyAddress(cluster)) {
            server.setHost(cluster.host());
        }
        NetClientOptions client = new NetClientOptions().setConnectTimeout(connectMs(cluster));
        PeerOptions peers = cluster.peers();
        LinkOptions options = new LinkOptions(
                BusTls.over(server, cluster.tls()),
                BusTls.over(client, cluster.tls()),
                // Whatever the event bus found out: others reach it there already.
                manager.getNodeInfo().host(),
                new LinkOptions.Bounds(peers.streamIdle(), peers.streamGreeting(), peers.streamConnections()));
        // A promise of no context: when this fails, there is no event loop left to hear of it.
        Promise<Vertx> linked = Promise.promise();
        Links.open(vertx, options)
                .onSuccess(open -> linked.complete(vertx))
                .onFailure(cause -> vertx.close().onComplete(closed -> linked.fail(taken(cause))));
        return linked.future();
    }

    private static Throwable taken(Throwable cause) {
        return cause instanceof BindException
                ? new IllegalStateException("cluster.streamPort: " + cause.getMessage(), cause)
                : cause;
    }

    // The bus's default is a minute, for which the messages to a host that is gone would pile up.
    private static int connectMs(ClusterOptions cluster) {
        return (int) Math.min(cluster.peers().connect().toMillis(), Integer.MAX_VALUE);
    }

    private static EventBusOptions bus(EventBusOptions bus, ClusterOptions cluster) {
        bus.setConnectTimeout(connectMs(cluster)).setPort(cluster.busPort());
        if (!HazelcastSettings.anyAddress(cluster)) {
            bus.setHost(cluster.host());
        }
        if (cluster.publicHost() != null) {
            bus.setClusterPublicHost(cluster.publicHost());
        }
        return BusTls.over(bus, cluster.tls());
    }

    private Clustering() {}
}
