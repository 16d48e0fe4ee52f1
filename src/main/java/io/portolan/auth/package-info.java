/** Authentication schemes: what a file declares, and the credential it becomes; imports binding and expr. */
@NullMarked
package io.portolan.auth;

import org.jspecify.annotations.NullMarked;
