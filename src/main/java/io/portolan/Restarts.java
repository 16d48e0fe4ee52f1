package io.portolan;

import io.portolan.options.PortolanOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which settings a reload takes over, and which need a restart. */
final class Restarts {

    private static final Map<String, Function<PortolanOptions, Object>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("sandbox", PortolanOptions::sandbox);
        SECTIONS.put("strict", PortolanOptions::strict);
        SECTIONS.put("insecure", PortolanOptions::insecure);
        SECTIONS.put("roles", PortolanOptions::roles);
        SECTIONS.put("rest", PortolanOptions::rest);
        SECTIONS.put("mcp", PortolanOptions::mcp);
        SECTIONS.put("control", PortolanOptions::control);
        SECTIONS.put("bus", PortolanOptions::bus);
        SECTIONS.put("cluster", PortolanOptions::cluster);
        SECTIONS.put("limits", PortolanOptions::limits);
        SECTIONS.put("timeouts", PortolanOptions::timeouts);
        SECTIONS.put("streams", PortolanOptions::streams);
        SECTIONS.put("reload", PortolanOptions::reload);
        SECTIONS.put("log", PortolanOptions::log);
    }

    /** What can be served without a restart: which files, and how their upstreams differ from what they say. */
    static PortolanOptions without(PortolanOptions running, PortolanOptions asked) {
        return running.withCapabilities(asked.capabilities()).withUpstreams(asked.upstreams());
    }

    /** The sections that differ and need a restart. */
    static List<String> needed(PortolanOptions running, PortolanOptions asked) {
        return SECTIONS.entrySet().stream()
                .filter(section -> !section.getValue()
                        .apply(running)
                        .equals(section.getValue().apply(asked)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Restarts() {}
}
