/** The configuration files of MCP clients: where they are, what stands in them, and how an entry gets in. */
@NullMarked
package io.portolan.cli.connect;

import org.jspecify.annotations.NullMarked;
