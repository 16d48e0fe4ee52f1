/** JSONPath (RFC 9535): parsed once, then walked over trees with bounds. */
@NullMarked
package io.portolan.expr.path;

import org.jspecify.annotations.NullMarked;
