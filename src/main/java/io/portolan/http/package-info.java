/** What every listening edge shares: server, Host and Origin checks, bounded bodies; imports bus, format and options. */
@NullMarked
package io.portolan.http;

import org.jspecify.annotations.NullMarked;
