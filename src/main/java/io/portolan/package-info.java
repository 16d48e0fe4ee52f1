/** The embeddable API: start, inspect and close a Portolan inside any Vert.x application. */
@NullMarked
package io.portolan;

import org.jspecify.annotations.NullMarked;
