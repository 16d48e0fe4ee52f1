package io.portolan.bus;

/**
 * How far a call has come.
 *
 * @param done steps, a part of one counted as a fraction; grows from one to the next
 * @param total steps there are
 * @param message what was done last
 */
public record Progress(double done, int total, String message) {}
