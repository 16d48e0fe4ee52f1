package io.portolan.mcp;

import io.portolan.http.Callers;
import io.portolan.mcp.server.Serving;

/**
 * What stands behind the MCP edge, the same for all its ports.
 *
 * @param callers by which those are checked who call what a guard stands before
 */
public record McpBackend(Serving serving, Callers callers) {}
