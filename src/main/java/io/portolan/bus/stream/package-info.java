/** Bodies that are streams: held back until somebody takes them, and never more of them in memory than a window. */
@NullMarked
package io.portolan.bus.stream;

import org.jspecify.annotations.NullMarked;
