/** What makes a running process reload: files that change and signals; imports nothing of ours. */
@NullMarked
package io.portolan.cli.watch;

import org.jspecify.annotations.NullMarked;
