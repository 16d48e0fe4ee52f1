package io.portolan.bus.node;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people are told of a node.
 *
 * @param self whether it is the one that was asked
 * @param namespaces of which it runs flows
 * @param flows that it runs
 * @param inFlight calls under way there
 * @param beatAgeMs since when it was not heard; 0 for the one that was asked
 */
public record NodeView(
        String id,
        String name,
        boolean self,
        List<String> roles,
        String version,
        State state,
        int namespaces,
        int flows,
        int inFlight,
        long beatAgeMs) {

    /** What can be expected of it. */
    public enum State {
        READY,
        /** Not heard since something sent to it did not arrive. */
        SUSPECT,
        /** About to leave. */
        DRAINING
    }

    /** Of the node that is asked. */
    static NodeView of(NodeIdentity who, NodeStanding standing, Map<String, Set<String>> flows) {
        return new NodeView(
                who.id(),
                who.name(),
                true,
                who.roles(),
                who.version(),
                standing.draining() ? State.DRAINING : State.READY,
                flows.size(),
                flows.values().stream().mapToInt(Set::size).sum(),
                standing.inFlight(),
                0);
    }

    /** Of another. */
    static NodeView of(Node node, Map<String, Set<String>> flows) {
        NodeView own = of(node.who(), node.standing(), flows);
        State state = own.state == State.READY && node.suspected() ? State.SUSPECT : own.state;
        return new NodeView(
                own.id,
                own.name,
                false,
                own.roles,
                own.version,
                state,
                own.namespaces,
                own.flows,
                own.inFlight,
                node.heardMsAgo());
    }
}
