package io.portolan.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One object, and the collections that live under it. */
final class Stored {

    private static final Set<String> OURS = Set.of("id", "object", "status", "created_at");

    private final String id;
    private final String noun;
    private final long createdAt = Instant.now().getEpochSecond();
    private final Map<String, Shelf> shelves = new HashMap<>();
    private String status;
    private JsonObject body;

    Stored(String id, String noun, String status, JsonObject body) {
        this.id = id;
        this.noun = noun;
        this.status = status;
        this.body = body;
    }

    String id() {
        return id;
    }

    String status() {
        return status;
    }

    /** The collection of this leg under this object; made when it is first asked for. */
    Shelf shelf(Leg leg) {
        return shelves.computeIfAbsent(leg.collection(), unseen -> new Shelf(leg));
    }

    void moveTo(String newStatus) {
        status = newStatus;
    }

    void replace(JsonObject newBody) {
        body = newBody;
    }

    void merge(JsonObject changes) {
        body.mergeIn(changes);
    }

    /** The object as callers see it: the sandbox's own fields first, which nothing overwrites. */
    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("id", id)
                .put("object", noun)
                .put("status", status)
                .put("created_at", createdAt);
        for (Map.Entry<String, Object> field : body.getMap().entrySet()) {
            if (!OURS.contains(field.getKey())) {
                json.put(field.getKey(), field.getValue());
            }
        }
        return json;
    }
}
