package io.portolan.consumer;

import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.vertx.core.Future;

/** Runs one flow. */
@FunctionalInterface
interface FlowRunner {

    /**
     * Runs it once.
     *
     * @throws Failure when the input does not fit; then nothing was sent
     */
    Future<Result> run(Invocation invocation);
}
