/** The files of folders that capability files name: found, bounded, and none outside. */
@NullMarked
package io.portolan.files;

import org.jspecify.annotations.NullMarked;
