/** How messages are laid out between nodes. */
@NullMarked
package io.portolan.bus.wire;

import org.jspecify.annotations.NullMarked;
