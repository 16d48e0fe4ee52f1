/** What a process is told, from file, environment and flags: one table of settings, read into options. */
@NullMarked
package io.portolan.cli.settings;

import org.jspecify.annotations.NullMarked;
