package io.portolan.options;

/**
 * What may pile up at most.
 *
 * @param body the largest request or answer body
 * @param inFlight calls under way to one consumed namespace; more are refused
 * @param pool connections to one consumed namespace
 * @param poolQueue calls that wait for a connection; more are refused
 * @param shapeAtOnce the largest answer that is decoded and shaped on the event loop; larger ones are on a worker thread
 */
public record LimitOptions(Size body, int inFlight, int pool, int poolQueue, Size shapeAtOnce) {

    private static final Size SHAPE_AT_ONCE = Size.parse("256KiB");

    public LimitOptions {
        Positive.check("limits.inFlight", inFlight);
        Positive.check("limits.pool", pool);
        Positive.check("limits.poolQueue", poolQueue);
    }

    /** Shapes what is small at once. */
    public LimitOptions(Size body, int inFlight, int pool, int poolQueue) {
        this(body, inFlight, pool, poolQueue, SHAPE_AT_ONCE);
    }

    public static LimitOptions defaults() {
        return new LimitOptions(Size.parse("16MiB"), 2048, 2048, 2048);
    }
}
