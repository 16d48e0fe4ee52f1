/** Bytes of the formats an upstream may answer with, as trees. */
@NullMarked
package io.portolan.format.decode;

import org.jspecify.annotations.NullMarked;
