package io.portolan.bus;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** Calls a flow, wherever it runs. */
public interface Invoker {

    /**
     * Runs the flow once.
     *
     * @param namespace whose consumer runs the flow
     * @return the result, or a {@link Failure} and nothing else
     */
    Future<Result> invoke(String namespace, Invocation invocation);

    /**
     * Runs the flow once, as {@link #invoke} does.
     *
     * @param told how far it has come, on the caller's event loop; never, where nobody knows
     */
    default Future<Result> watch(String namespace, Invocation invocation, Consumer<Progress> told) {
        return invoke(namespace, invocation);
    }

    /**
     * Stops what runs for this request, on whatever node it runs; it then ends as {@link Failure.Kind#CANCELLED}. Without
     * effect where nothing can be stopped.
     */
    default void cancel(CallContext call) {}
}
