package io.portolan.bus.link;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;

/**
 * How nodes are linked.
 *
 * @param server with the host and the port to bind; port 0 takes any free one
 * @param client how others are reached
 * @param publicHost where others reach this node
 */
public record LinkOptions(NetServerOptions server, NetClientOptions client, String publicHost) {}
