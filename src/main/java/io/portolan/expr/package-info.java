/** Templates split at compile time and the scope they read; imports nothing of ours. */
@NullMarked
package io.portolan.expr;

import org.jspecify.annotations.NullMarked;
