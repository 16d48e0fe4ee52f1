package io.portolan.mcp;

import io.portolan.http.Callers;
import io.portolan.mcp.server.Serving;

/**
 * What stands behind the MCP edge, the same for all its ports.
 *
 * @param callers by which those are checked who call what a guard stands before
 * @param streams of those who listen, whatever is mounted
 */
public record McpBackend(Serving serving, Callers callers, McpStreams streams) {}
