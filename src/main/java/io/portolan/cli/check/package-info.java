/** How problems of capability files are told: to people, and to programs in the forms they read. */
@NullMarked
package io.portolan.cli.check;

import org.jspecify.annotations.NullMarked;
