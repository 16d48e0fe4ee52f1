/** What one endpoint does with a message, in both eras; knows no transport. */
@NullMarked
package io.portolan.mcp.server;

import org.jspecify.annotations.NullMarked;
