/** {@code check --fix}: makes the fixes of problems in files, and only such as change nothing else. */
@NullMarked
package io.portolan.cli.fix;

import org.jspecify.annotations.NullMarked;
