/** The bytes of answers, as each revision spells them. Pure. */
@NullMarked
package io.portolan.mcp.answer;

import org.jspecify.annotations.NullMarked;
