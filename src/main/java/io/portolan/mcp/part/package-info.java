/** Answers that are too long to be given at once: how much of one is read, and where it is cut. */
@NullMarked
package io.portolan.mcp.part;

import org.jspecify.annotations.NullMarked;
