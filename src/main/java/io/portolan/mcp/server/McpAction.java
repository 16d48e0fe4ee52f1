package io.portolan.mcp.server;

import io.portolan.mcp.answer.Reply;

/** What a message asks the transport to do. */
public sealed interface McpAction {

    /** Send this. */
    record Answer(Reply reply) implements McpAction {}

    /** Nothing to answer. */
    record Accepted() implements McpAction {}

    /** Run this, and send what it gives. */
    record Work(Task task) implements McpAction {}
}
