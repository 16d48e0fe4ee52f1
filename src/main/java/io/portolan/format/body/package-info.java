/** The bodies that a file may ask for. */
@NullMarked
package io.portolan.format.body;

import org.jspecify.annotations.NullMarked;
