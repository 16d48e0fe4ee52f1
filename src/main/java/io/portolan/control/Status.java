package io.portolan.control;

import io.portolan.plan.ServedCapability;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs, since when, and which adapters of which files: {@code /status}, in the words of the format's clients. */
final class Status {

    private Status() {}

    /** One that is unlisted by its file is left out; what is common to all is told of all. */
    static JsonObject of(StatusView view, Readiness.State state, Duration uptime) {
        List<ServedCapability> listed = view.plan().get().capabilities().stream()
                .filter(ServedCapability::listed)
                .toList();
        JsonArray capabilities = new JsonArray();
        JsonArray adapters = new JsonArray();
        for (ServedCapability capability : listed) {
            JsonArray own = adapters(capability, view, state);
            own.forEach(adapters::add);
            capabilities.add(
                    capability(capability).put("file", capability.file()).put("adapters", own));
        }
        JsonObject status = new JsonObject();
        if (listed.size() == 1) {
            // Clients of an engine that runs one file look here.
            status.put("capability", capability(listed.getFirst()));
        }
        return status.put("capabilities", capabilities)
                .put("engine", engine(view))
                .put("uptime", uptime.toString())
                .put("otel", new JsonObject().put("status", "inactive"))
                .put("adapters", adapters);
    }

    private static JsonObject capability(ServedCapability capability) {
        JsonObject json = new JsonObject();
        put(json, "label", capability.label());
        put(json, "display", capability.label());
        put(json, "version", capability.version());
        return json.put("specVersion", capability.specVersion());
    }

    private static JsonArray adapters(ServedCapability capability, StatusView view, Readiness.State state) {
        JsonArray adapters = new JsonArray();
        for (ServedCapability.Adapter adapter : capability.adapters()) {
            JsonObject json = new JsonObject().put("type", adapter.type()).put("namespace", adapter.namespace());
            int port = view.ports().applyAsInt(adapter);
            if (port > 0) {
                json.put("port", port);
            }
            adapters.add(json.put("state", state == Readiness.State.READY ? "started" : "stopped"));
        }
        return adapters;
    }

    private static JsonObject engine(StatusView view) {
        return new JsonObject()
                .put("name", "portolan")
                .put("version", view.version())
                .put("java", Runtime.version().toString())
                .put("native", false);
    }

    private static void put(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
