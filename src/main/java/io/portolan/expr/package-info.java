/** Templates, JSON paths and shapes, compiled with the file, and the scope they read; imports only {@code format}. */
@NullMarked
package io.portolan.expr;

import org.jspecify.annotations.NullMarked;
