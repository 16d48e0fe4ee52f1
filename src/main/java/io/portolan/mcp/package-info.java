/** MCP's JSON-RPC to Invocation and back; imports plan, bus and http. */
@NullMarked
package io.portolan.mcp;

import org.jspecify.annotations.NullMarked;
