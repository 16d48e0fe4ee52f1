/** Connections between nodes that carry streams alone, since the event bus copies each byte several times. */
@NullMarked
package io.portolan.bus.link;

import org.jspecify.annotations.NullMarked;
