package io.portolan;

import io.vertx.core.Future;

/** A step of one layer from one plan to the next, ready to be taken. */
interface Change {

    /** There is nothing to do. */
    Change NONE = new Change() {

        @Override
        public void adopt() {}

        @Override
        public Future<?> drop() {
            return Future.succeededFuture();
        }
    };

    /** Takes it: no call begins with the plan before from here on, and what only that one needed goes. */
    void adopt();

    /** Does not take it: what was made ready goes. */
    Future<?> drop();
}
