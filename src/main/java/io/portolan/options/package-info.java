/** The settings of one process as records; imports nothing of ours. */
@NullMarked
package io.portolan.options;

import org.jspecify.annotations.NullMarked;
