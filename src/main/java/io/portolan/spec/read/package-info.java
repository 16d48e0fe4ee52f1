/** The reading of each section of a capability file. */
@NullMarked
package io.portolan.spec.read;

import org.jspecify.annotations.NullMarked;
