/** Those who wait for an answer, and what they are asked meanwhile. */
@NullMarked
package io.portolan.mcp.caller;

import org.jspecify.annotations.NullMarked;
