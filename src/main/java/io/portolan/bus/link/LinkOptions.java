package io.portolan.bus.link;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;

/**
 * How nodes are linked.
 *
 * @param server with the host and the port to bind; port 0 takes any free one
 * @param client how others are reached
 * @param publicHost where others reach this node
 * @param bounds of the links
 */
public record LinkOptions(NetServerOptions server, NetClientOptions client, String publicHost, Bounds bounds) {

    /**
     * What ends a link.
     *
     * @param idle after which one over which nothing is told is closed; while there are streams with a node, there is a
     *     ping a second
     * @param greeting in which a node that has connected has to say whom it means
     * @param most that others may have open to this node
     */
    public record Bounds(Duration idle, Duration greeting, int most) {}
}
