package io.portolan.bus.stream.protocol;

/**
 * What stands for a stream in a message to another node.
 *
 * @param inbox where the node listens that has it
 * @param stream its number there
 * @param length of it; negative when only the end tells
 * @param patience in milliseconds; not opened by then, it is gone
 */
public record Reference(String inbox, long stream, long length, long patience) {}
