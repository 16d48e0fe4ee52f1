package io.portolan.mcp.part;

import io.vertx.core.buffer.Buffer;

/**
 * A part of what was read of an answer.
 *
 * @param form how it was cut
 * @param content UTF-8 where it is text
 * @param to where in what was read it ends, and the next would begin
 * @param elements of a list; 0 where it is none
 * @param last whether nothing follows in the answer
 */
public record Cut(Form form, Buffer content, int to, int elements, boolean last) {}
