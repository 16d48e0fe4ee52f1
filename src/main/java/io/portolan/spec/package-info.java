/** The capability file as records, key for key, and its reader with positions; imports format. */
@NullMarked
package io.portolan.spec;

import org.jspecify.annotations.NullMarked;
