/** HTTP to Invocation and back; imports plan, bus and http. */
@NullMarked
package io.portolan.rest;

import org.jspecify.annotations.NullMarked;
