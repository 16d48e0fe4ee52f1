/** Values for the variables that a file binds; imports format. */
@NullMarked
package io.portolan.binding;

import org.jspecify.annotations.NullMarked;
