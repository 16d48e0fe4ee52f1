package io.portolan.mcp.caller;

import io.portolan.mcp.answer.Reply;
import io.vertx.core.Future;

/** A request whose answer takes time. */
@FunctionalInterface
public interface Task {

    /**
     * Begins.
     *
     * @param caller who waits for the answer
     * @return the answer; it does not fail
     */
    Future<Reply> run(Caller caller);
}
