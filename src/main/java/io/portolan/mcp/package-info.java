/** MCP over HTTP, sessionless: one message a POST; what it does is {@link io.portolan.mcp.server}'s. */
@NullMarked
package io.portolan.mcp;

import org.jspecify.annotations.NullMarked;
