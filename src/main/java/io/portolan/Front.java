package io.portolan;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** Where callers come in. */
interface Front extends Layer {

    /** On a node that is no edge. */
    Front NONE = new Front() {

        @Override
        public Future<Change> prepare(Generation next) {
            return Future.succeededFuture(Change.NONE);
        }

        @Override
        public List<Listener> listeners(Generation now) {
            return List.of();
        }

        @Override
        public Future<?> close() {
            return Future.succeededFuture();
        }
    };

    /** What listens where; nothing where callers come in by other ways. */
    List<Listener> listeners(Generation now);

    /** When there is nobody left who could call; never, where somebody may always connect. */
    default Future<Void> ended() {
        return Promise.<Void>promise().future();
    }
}
