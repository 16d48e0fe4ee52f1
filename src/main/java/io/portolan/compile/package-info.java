/** Documents to plan, or to the problems found; pure: no I/O, and of Vert.x only its JSON types. */
@NullMarked
package io.portolan.compile;

import org.jspecify.annotations.NullMarked;
