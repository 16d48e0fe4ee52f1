/** The nodes of a cluster: who is there, who serves what, and calls from one to another. */
@NullMarked
package io.portolan.bus.node;

import org.jspecify.annotations.NullMarked;
