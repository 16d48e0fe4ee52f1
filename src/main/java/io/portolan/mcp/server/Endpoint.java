package io.portolan.mcp.server;

import io.portolan.mcp.rpc.McpHeaders;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One endpoint as its transport sees it. */
public interface Endpoint {

    /**
     * Reads one message, checks it, and says what is to be done.
     *
     * @param headers null where the transport has none
     */
    McpAction handle(Buffer body, @Nullable McpHeaders headers);
}
