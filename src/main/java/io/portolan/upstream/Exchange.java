package io.portolan.upstream;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.vertx.core.Future;

/** One request to an upstream and its answer. */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends one request.
     *
     * @return the answer, whatever its status, or a {@link Failure} and nothing else
     */
    Future<Result> send(UpstreamRequest request, RunningCall call);
}
