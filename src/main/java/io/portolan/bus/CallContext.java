package io.portolan.bus;

/**
 * What stays the same for one call wherever it travels.
 *
 * @param requestId a UUID
 * @param deadline in milliseconds since the epoch; a call past it is not begun
 */
public record CallContext(String requestId, long deadline, Surface surface) {}
