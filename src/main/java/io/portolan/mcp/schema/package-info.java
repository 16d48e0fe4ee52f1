/** Values against JSON Schema, with messages that a model can act on. Pure. */
@NullMarked
package io.portolan.mcp.schema;

import org.jspecify.annotations.NullMarked;
