package io.portolan.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Reloads what is being served. */
@FunctionalInterface
public interface ReloadDoor {

    /**
     * What came of a reload.
     *
     * @param taken whether what was read is being served now
     */
    record Outcome(boolean taken, JsonObject report) {}

    Future<Outcome> reload();
}
