package io.portolan.mcp.server;

import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Task;

/** What a message asks the transport to do. */
public sealed interface McpAction {

    /** Send this. */
    record Answer(Reply reply) implements McpAction {}

    /** Nothing to answer. */
    record Accepted() implements McpAction {}

    /**
     * Acknowledge this, and tell what changes until the client leaves.
     *
     * @param methods that granted it
     */
    record Listen(Subscription subscription, McpMethods methods) implements McpAction {}

    /** Run this, and send what it gives. */
    record Work(Task task) implements McpAction {}
}
