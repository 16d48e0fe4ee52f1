package io.portolan;

import io.vertx.core.Future;

/** Something that runs for a plan, and follows from one plan to the next while calls go on. */
interface Layer {

    /**
     * Makes everything ready that the next plan needs, besides what runs.
     *
     * @return fails with nothing changed
     */
    Future<Change> prepare(Generation next);

    /** Stops it all, once the calls under way are done. */
    Future<?> close();
}
