/** The compiled capabilities: immutable, all names resolved; imports auth, expr and format. */
@NullMarked
package io.portolan.plan;

import org.jspecify.annotations.NullMarked;
