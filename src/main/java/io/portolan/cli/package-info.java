/** The command line: verbs, flags and the settings file; the only package that prints. */
@NullMarked
package io.portolan.cli;

import org.jspecify.annotations.NullMarked;
