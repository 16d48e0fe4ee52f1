package io.portolan;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What runs for the plan in force. A step from one plan to the next is made ready from the bottom up, and only when all
 * of it is, taken from the top down: consumers know the new flows before an edge asks for one, and forget the old ones
 * after the last edge could have. Not to be asked for a step while one is under way.
 */
final class LivePlan {

    private final List<Layer> layers;

    /** @param layers each stands on those before it */
    LivePlan(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * Goes over to another plan.
     *
     * @return fails with the plan before in force
     */
    Future<Void> follow(Generation next) {
        Deque<Change> ready = new ArrayDeque<>();
        Future<?> prepared = Future.succeededFuture();
        for (Layer layer : layers) {
            prepared = prepared.compose(below -> layer.prepare(next).onSuccess(change -> ready.push(change)));
        }
        return prepared.<Void>map(all -> {
                    ready.forEach(Change::adopt);
                    return null;
                })
                .recover(cause -> drop(ready).transform(dropped -> Future.failedFuture(cause)));
    }

    /** From the top down, each once the calls under way in it are done. */
    Future<Void> close() {
        Future<?> closed = Future.succeededFuture();
        for (Layer layer : layers.reversed()) {
            closed = closed.transform((above, cause) -> layer.close());
        }
        return closed.mapEmpty();
    }

    private static Future<?> drop(Deque<Change> ready) {
        Future<?> dropped = Future.succeededFuture();
        for (Change change : ready) {
            dropped = dropped.transform((above, cause) -> change.drop());
        }
        return dropped;
    }
}
