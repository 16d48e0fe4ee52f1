package io.portolan.mcp;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.expr.Value;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message asks the transport to do. */
sealed interface McpAction {

    /**
     * Send this.
     *
     * @param status of HTTP
     * @param json one JSON-RPC response
     */
    record Reply(int status, Buffer json) implements McpAction {}

    /** Nothing to answer. */
    record Accepted() implements McpAction {}

    /**
     * Run the tool's flow, and send what becomes of it.
     *
     * @param arguments by the flow's positions
     * @param trace the trace context, as header fields
     * @param reply turns the outcome into the answer
     */
    record Call(
            ServedTool tool,
            List<@Nullable Value> arguments,
            @Nullable Body body,
            List<Header> trace,
            CallReply reply) implements McpAction {}
}
