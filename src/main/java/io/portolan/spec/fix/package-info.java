/** From a fix, said in words of a file, to the edits that make it in the file's text. */
@NullMarked
package io.portolan.spec.fix;

import org.jspecify.annotations.NullMarked;
