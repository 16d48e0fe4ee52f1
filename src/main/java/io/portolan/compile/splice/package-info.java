/** Finds where holes stand in texts that have a syntax of their own, and how what fills them has to be written there. */
@NullMarked
package io.portolan.compile.splice;

import org.jspecify.annotations.NullMarked;
