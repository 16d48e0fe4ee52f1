/** The built-in upstream that answers for every consumed namespace; imports plan, auth, binding and expr. */
@NullMarked
package io.portolan.sandbox;

import org.jspecify.annotations.NullMarked;
