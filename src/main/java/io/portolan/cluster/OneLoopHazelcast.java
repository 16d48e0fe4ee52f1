package io.portolan.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.jspecify.annotations.Nullable;

/**
 * Has the event bus write to other nodes on the event loop on which it reads from them, instead of that of whoever is
 * the first to send: the bus connects where it is told the other node's place.
 */
final class OneLoopHazelcast extends HazelcastClusterManager {

    private volatile @Nullable Context busLoop;

    OneLoopHazelcast(Config config) {
        super(config);
    }

    /** Where the bus reads and writes; null before it listens. */
    @Nullable
    Context busLoop() {
        return busLoop;
    }

    /** Told by the bus as soon as it listens, on the event loop where it does. */
    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> done) {
        busLoop = Vertx.currentContext();
        super.setNodeInfo(info, done);
    }

    @Override
    public void getNodeInfo(String nodeId, Completable<NodeInfo> done) {
        Context known = busLoop;
        if (known == null) {
            super.getNodeInfo(nodeId, done);
        } else {
            known.runOnContext(there -> super.getNodeInfo(nodeId, done));
        }
    }
}
