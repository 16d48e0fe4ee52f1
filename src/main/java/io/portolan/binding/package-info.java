/** Values for the variables that a file binds; imports nothing of ours. */
@NullMarked
package io.portolan.binding;

import org.jspecify.annotations.NullMarked;
