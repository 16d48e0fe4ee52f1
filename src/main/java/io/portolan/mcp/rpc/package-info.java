/** Bytes to messages: eras, revisions, header checks, errors. Pure. */
@NullMarked
package io.portolan.mcp.rpc;

import org.jspecify.annotations.NullMarked;
