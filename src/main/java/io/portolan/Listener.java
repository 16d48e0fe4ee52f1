package io.portolan;

import io.portolan.plan.ServedCapability;
import java.util.List;

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

    /** The port that an adapter really has, or that of the plan while it does not listen. */
    static int port(List<Listener> listeners, ServedCapability.Adapter adapter) {
        Kind kind = adapter.type().equals("mcp") ? Kind.MCP : Kind.REST;
        return listeners.stream()
                .filter(listener -> listener.kind() == kind && listener.planned() == adapter.port())
                .mapToInt(Listener::port)
                .findFirst()
                .orElse(adapter.port());
    }
}
