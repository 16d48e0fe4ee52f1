package io.portolan.bus.node;

/**
 * How a node is at the moment.
 *
 * @param draining whether it takes no new calls, since it is about to leave
 * @param inFlight the calls under way there
 * @param offer the digest of all it serves; another one means that it serves something else
 */
public record NodeStanding(boolean draining, int inFlight, String offer) {}
