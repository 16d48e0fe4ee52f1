package io.portolan.bus;

import io.portolan.bus.Failure.Kind;
import io.portolan.bus.node.NodeFrame;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import org.jspecify.annotations.Nullable;

/** One call while it runs: it can be told to stop, and tells how far it has come. Lives on one event loop. */
public final class RunningCall {

    private static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName(NodeFrame.CODEC);

    private final CallContext context;
    private final @Nullable EventBus bus;
    private @Nullable Runnable stop;
    private boolean cancelled;
    private Future<Void> told = Future.succeededFuture();

    private RunningCall(CallContext context, @Nullable EventBus bus) {
        this.context = context;
        this.bus = bus;
    }

    /** A call whose progress is told over the bus where somebody watches it. */
    public static RunningCall of(CallContext context, EventBus bus) {
        return new RunningCall(context, bus);
    }

    /** A call that nobody watches. */
    public static RunningCall of(CallContext context) {
        return new RunningCall(context, null);
    }

    public CallContext context() {
        return context;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** How it ends when it is cancelled. */
    public static Failure cancellation() {
        return new Failure(Kind.CANCELLED, "the caller went away or cancelled the call");
    }

    /** From here on this is what stops it, in place of what did before; done at once when it is cancelled already. */
    public void stoppedBy(Runnable stop) {
        this.stop = stop;
        if (cancelled) {
            stop.run();
        }
    }

    /** Stops it; harmless when it has ended. */
    public void cancel() {
        cancelled = true;
        if (stop != null) {
            stop.run();
        }
    }

    /** Whether anybody wants to hear how far it has come. */
    public boolean watched() {
        return bus != null && context.watcher() != null;
    }

    /** Tells who watches; lost when nobody does any more. */
    public void tell(Progress progress) {
        if (bus != null && context.watcher() != null) {
            Future<Void> before = told;
            told = bus.<NodeFrame>sender(context.watcher(), OPTIONS)
                    .write(new NodeFrame.Advanced(context.requestId(), progress))
                    .otherwiseEmpty()
                    .eventually(() -> before);
        }
    }

    /** When all that was told is on its way, so that the answer does not overtake it; does not fail. */
    public Future<Void> told() {
        return told;
    }
}
