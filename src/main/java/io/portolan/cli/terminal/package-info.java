/** What a person sees while a verb is at work. */
@NullMarked
package io.portolan.cli.terminal;

import org.jspecify.annotations.NullMarked;
