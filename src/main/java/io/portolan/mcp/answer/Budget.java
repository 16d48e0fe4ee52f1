package io.portolan.mcp.answer;

/**
 * How long an answer may be in one piece.
 *
 * @param bytes of JSON or text
 * @param rest finds a place for what is more
 */
public record Budget(int bytes, Rest rest) {}
