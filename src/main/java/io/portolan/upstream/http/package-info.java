/** One exchange over HTTP: its connection, its times, its bodies. */
@NullMarked
package io.portolan.upstream.http;

import org.jspecify.annotations.NullMarked;
