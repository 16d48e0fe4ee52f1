package io.portolan;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** Where callers come in. */
interface Front extends Layer {

    /** What listens where; nothing where callers come in by other ways. */
    List<Listener> listeners(Generation now);

    /** When there is nobody left who could call; never, where somebody may always connect. */
    default Future<Void> ended() {
        return Promise.<Void>promise().future();
    }
}
