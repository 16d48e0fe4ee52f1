package io.portolan.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of one collection, oldest first. When it is full the oldest ones go. */
final class Shelf {

    static final int CAPACITY = 10_000;

    private final Map<String, Stored> objects = new LinkedHashMap<>();

    Shelf(Leg leg) {
        if (leg.stocked()) {
            put(new Stored(leg.firstId(), leg.noun(), "completed", new JsonObject()));
        }
    }

    void put(Stored object) {
        objects.put(object.id(), object);
        if (objects.size() > CAPACITY) {
            Iterator<String> oldest = objects.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable
    Stored find(String id) {
        return objects.get(id);
    }

    void remove(String id) {
        objects.remove(id);
    }

    void clear() {
        objects.clear();
    }

    /** One page: at most {@code limit} objects, of that status if one is given, after that id if one is given. */
    JsonObject page(Request request) {
        int limit = request.limit();
        JsonArray data = new JsonArray();
        boolean more = false;
        for (Stored object : after(request.after())) {
            if (request.status() != null && !object.status().equals(request.status())) {
                continue;
            }
            if (data.size() == limit) {
                more = true;
                break;
            }
            data.add(object.json());
        }
        return new JsonObject().put("object", "list").put("data", data).put("has_more", more);
    }

    private List<Stored> after(@Nullable String id) {
        List<Stored> all = new ArrayList<>(objects.values());
        if (id == null) {
            return all;
        }
        Stored cursor = objects.get(id);
        if (cursor == null) {
            throw Rejection.invalid("Invalid 'after': '" + id + "' (expected: the id of a listed object)");
        }
        return all.subList(all.indexOf(cursor) + 1, all.size());
    }
}
