package io.portolan.bus;

/**
 * What stands for a message of a stranger: of a node that does not share the cluster's secret. Whoever gets it drops it and
 * does not answer; it has been counted already.
 */
public record Refused() {}
