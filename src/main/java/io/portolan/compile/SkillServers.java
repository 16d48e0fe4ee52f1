package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestRoute;
import io.portolan.plan.RestServer;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.SkillServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the skill adapters of all files on their ports, beside the REST operations there. */
final class SkillServers {

    private static final Template SKILLS = Template.text("skills");

    private final SortedMap<Integer, List<SkillAdapter>> adapters = new TreeMap<>();

    void add(int port, SkillAdapter adapter) {
        adapters.computeIfAbsent(port, absent -> new ArrayList<>()).add(adapter);
    }

    /** @param rests the REST servers, of which each port of skills has one */
    List<SkillServer> servers(List<RestServer> rests) {
        return adapters.entrySet().stream()
                .map(entry -> {
                    List<SkillAdapter> sorted = entry.getValue().stream()
                            .sorted(Comparator.comparing(SkillAdapter::namespace))
                            .toList();
                    return new SkillServer(entry.getKey(), sorted, taken(entry.getKey(), sorted, rests));
                })
                .toList();
    }

    private static List<PathTemplate> taken(int port, List<SkillAdapter> adapters, List<RestServer> rests) {
        return rests.stream()
                .filter(server -> server.port() == port)
                .flatMap(server -> server.routes().stream())
                .map(RestRoute::path)
                .filter(path -> alike(path.segments(), adapters))
                .distinct()
                .toList();
    }

    private static boolean alike(List<Template> path, List<SkillAdapter> adapters) {
        if (path.isEmpty()) {
            return false;
        }
        return path.getFirst().equals(SKILLS)
                || (path.size() > 1
                        && path.get(1).equals(SKILLS)
                        && adapters.stream()
                                .anyMatch(adapter -> path.getFirst().equals(Template.text(adapter.namespace()))));
    }
}
