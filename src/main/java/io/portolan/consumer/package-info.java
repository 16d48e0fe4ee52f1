/** Invocation to Result: runs the flows of one consumed namespace; imports upstream and below. */
@NullMarked
package io.portolan.consumer;

import org.jspecify.annotations.NullMarked;
