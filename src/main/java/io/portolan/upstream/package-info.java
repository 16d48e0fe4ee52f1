/** One exchange with an upstream and the policies stacked around it; imports plan, bus and auth. */
@NullMarked
package io.portolan.upstream;

import org.jspecify.annotations.NullMarked;
