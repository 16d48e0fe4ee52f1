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
 * @param idle after which a connection over which nothing is told is closed; while there are streams with a node, there
 *     is a ping a second
 */
public record LinkOptions(NetServerOptions server, NetClientOptions client, String publicHost, Duration idle) {}
