/** MCP over two streams of bytes: one JSON-RPC message a line, both ways. */
@NullMarked
package io.portolan.mcp.stdio;

import org.jspecify.annotations.NullMarked;
