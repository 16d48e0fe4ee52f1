package io.portolan.options;

/** What a node of a cluster does. */
public enum Role {
    /** Takes calls over REST and MCP. */
    EDGE,
    /** Calls the consumed APIs, for the edges of all nodes; it needs their keys. */
    CONSUMER
}
