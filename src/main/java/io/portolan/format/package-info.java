/** Media types, JSON syntax and problem documents: what bytes on the wire mean; imports nothing of ours. */
@NullMarked
package io.portolan.format;

import org.jspecify.annotations.NullMarked;
