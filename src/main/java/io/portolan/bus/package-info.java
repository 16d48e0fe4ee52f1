/** What crosses the event bus, and how; imports expr and options. */
@NullMarked
package io.portolan.bus;

import org.jspecify.annotations.NullMarked;
