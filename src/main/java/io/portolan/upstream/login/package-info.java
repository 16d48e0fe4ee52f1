/** How requests are authenticated when somebody has to be asked first: challenges answered, tokens fetched. */
@NullMarked
package io.portolan.upstream.login;

import org.jspecify.annotations.NullMarked;
