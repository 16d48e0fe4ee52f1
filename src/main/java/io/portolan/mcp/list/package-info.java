/** What an endpoint lists: the entries as each revision spells them, cut into pages. Pure. */
@NullMarked
package io.portolan.mcp.list;

import org.jspecify.annotations.NullMarked;
