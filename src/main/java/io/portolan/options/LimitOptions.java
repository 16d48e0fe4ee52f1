package io.portolan.options;

/**
 * What may pile up at most.
 *
 * @param body the largest request or answer body
 * @param inFlight calls under way to one consumed namespace; more are refused
 * @param pool connections to one consumed namespace
 * @param poolQueue calls that wait for a connection; more are refused
 */
public record LimitOptions(Size body, int inFlight, int pool, int poolQueue) {

    public LimitOptions {
        positive("limits.inFlight", inFlight);
        positive("limits.pool", pool);
        positive("limits.poolQueue", poolQueue);
    }

    public static LimitOptions defaults() {
        return new LimitOptions(Size.parse("16MiB"), 2048, 2048, 2048);
    }

    private static void positive(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: 1 or more)");
        }
    }
}
