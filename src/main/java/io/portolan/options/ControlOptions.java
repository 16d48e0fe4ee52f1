package io.portolan.options;

/**
 * The control edge: health, metrics, the plan.
 *
 * @param port 0 for any free one; when a file claims it, the next free one is taken
 */
public record ControlOptions(int port, String host) {

    public ControlOptions {
        Ports.check("control.port", port);
    }

    public static ControlOptions defaults() {
        return new ControlOptions(9091, "127.0.0.1");
    }
}
