package io.portolan.bus;

import io.vertx.core.Future;

/** Calls a flow, wherever it runs. */
public interface Invoker {

    /**
     * Runs the flow once.
     *
     * @param namespace whose consumer runs the flow
     * @return the result, or a {@link Failure} and nothing else
     */
    Future<Result> invoke(String namespace, Invocation invocation);
}
