package io.portolan;

/**
 * A port that a running Portolan listens on.
 *
 * @param planned the port of the plan, which may be 0 for any free one
 * @param port the real one
 */
public record Listener(Kind kind, int planned, int port) {

    /** What is spoken there. */
    public enum Kind {
        REST,
        MCP,
        CONTROL
    }
}
