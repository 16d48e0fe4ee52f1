/** What two nodes tell each other of the streams between them, and what follows from it; knows of no network. */
@NullMarked
package io.portolan.bus.stream.protocol;

import org.jspecify.annotations.NullMarked;
