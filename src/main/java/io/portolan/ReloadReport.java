package io.portolan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What came of a reload.
 *
 * @param taken whether the files as they are now are being served, but for those that are {@code kept}; when not,
 *     everything is served as it was before
 * @param files that changed
 * @param kept files that are served as they were before, for what they say now has errors
 * @param namespaces that changed: consumed ones, and those under which operations and tools are exposed
 * @param problems the errors and warnings of what changed, and what the reload failed for; one line each
 * @param restart settings that changed and need a restart
 */
public record ReloadReport(
        boolean taken,
        Changes files,
        List<String> kept,
        Changes namespaces,
        List<String> problems,
        List<String> restart,
        Duration took) {

    public ReloadReport {
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
        restart = List.copyOf(restart);
    }

    /** Names that came, changed or went, in order. */
    public record Changes(List<String> added, List<String> changed, List<String> removed) {

        /** No change. */
        public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

        public Changes {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }

        static <T> Changes between(Map<String, T> before, Map<String, T> after, BiPredicate<T, T> same) {
            List<String> added = new ArrayList<>();
            List<String> changed = new ArrayList<>();
            new TreeMap<>(after).forEach((name, now) -> {
                T then = before.get(name);
                if (then == null) {
                    added.add(name);
                } else if (!same.test(then, now)) {
                    changed.add(name);
                }
            });
            List<String> removed = before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .sorted()
                    .toList();
            return new Changes(added, changed, removed);
        }

        /** Whether nothing came, changed or went. */
        public boolean none() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }

        JsonObject json() {
            return new JsonObject()
                    .put("added", new JsonArray(added))
                    .put("changed", new JsonArray(changed))
                    .put("removed", new JsonArray(removed));
        }
    }

    /** The same as JSON, as the control port answers it. */
    public JsonObject json() {
        return new JsonObject()
                .put("taken", taken)
                .put("files", files.json().put("kept", new JsonArray(kept)))
                .put("namespaces", namespaces.json())
                .put("problems", new JsonArray(problems))
                .put("restart", new JsonArray(restart))
                .put("tookMs", took.toMillis());
    }
}
