package io.portolan.mcp.server;

import io.portolan.mcp.answer.Reply;
import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Does what blocks, such as reading a file, off the event loop. */
@FunctionalInterface
public interface Workers {

    Future<Reply> run(Callable<Reply> work);
}
