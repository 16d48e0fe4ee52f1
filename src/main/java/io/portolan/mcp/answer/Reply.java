package io.portolan.mcp.answer;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to one request.
 *
 * @param status of HTTP; other transports have none
 * @param json one JSON-RPC response
 */
public record Reply(int status, Buffer json) {}
