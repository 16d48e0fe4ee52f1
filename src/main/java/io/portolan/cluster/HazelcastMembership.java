package io.portolan.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.portolan.bus.node.Membership;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What Hazelcast knows of the members of the cluster that a Vert.x belongs to. */
public final class HazelcastMembership implements Membership, Shareable {

    /** Where vertx-hazelcast keeps the id that the event bus knows a member by. */
    private static final String NODE_ID = "__vertx.nodeId";

    private static final String NAME = "io.portolan.membership";

    private final OneLoopHazelcast manager;

    private HazelcastMembership(OneLoopHazelcast manager) {
        this.manager = manager;
    }

    /** Keeps it for {@link #of}, since a Vert.x does not tell who manages its cluster. */
    static void keep(Vertx vertx, OneLoopHazelcast manager) {
        kept(vertx).put(NAME, new HazelcastMembership(manager));
    }

    /** Of the cluster that this Vert.x {@linkplain Clustering#join joined}; unknown where somebody else clustered it. */
    public static Membership of(Vertx vertx) {
        HazelcastMembership kept = kept(vertx).get(NAME);
        return kept == null ? Membership.UNKNOWN : kept;
    }

    private static LocalMap<String, HazelcastMembership> kept(Vertx vertx) {
        return vertx.sharedData().getLocalMap(NAME);
    }

    @Override
    public @Nullable String self() {
        return manager.getNodeId();
    }

    @Override
    public @Nullable Context busLoop() {
        return manager.busLoop();
    }

    @Override
    public int size() {
        return manager.getHazelcastInstance().getCluster().getMembers().size();
    }

    @Override
    public Runnable onLeft(Consumer<String> left) {
        HazelcastInstance hazelcast = manager.getHazelcastInstance();
        UUID listener = hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberRemoved(MembershipEvent event) {
                String id = id(event.getMember());
                if (id != null) {
                    left.accept(id);
                }
            }
        });
        return () -> end(hazelcast, listener);
    }

    private static @Nullable String id(Member member) {
        return member.getAttribute(NODE_ID);
    }

    private static void end(HazelcastInstance hazelcast, UUID listener) {
        try {
            hazelcast.getCluster().removeMembershipListener(listener);
        } catch (HazelcastInstanceNotActiveException over) {
            // It tells nothing any more.
        }
    }
}
