package io.portolan.skill;

import io.portolan.http.CallerCheck;
import io.portolan.http.Callers;
import io.portolan.plan.SkillServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The skills of one port: by namespace, and all of them. Immutable. */
final class Shelf {

    /**
     * One catalogue, and the skills in it by name; several where files call different skills alike.
     *
     * @param checks of the adapters that do not let everybody in
     * @param open whether something is for everybody
     */
    private record Board(
            List<ServedSkill> skills,
            JsonDocument catalogue,
            Map<String, List<ServedSkill>> byName,
            Set<CallerCheck> checks,
            boolean open) {

        static Board of(List<ServedSkill> skills) {
            Map<String, List<ServedSkill>> byName = new LinkedHashMap<>();
            skills.forEach(skill -> byName.computeIfAbsent(skill.skill().name(), absent -> new ArrayList<>())
                    .add(skill));
            Set<CallerCheck> checks = new LinkedHashSet<>();
            skills.forEach(skill -> {
                if (skill.check() != null) {
                    checks.add(skill.check());
                }
            });
            boolean open = checks.isEmpty() || skills.stream().anyMatch(skill -> skill.check() == null);
            return new Board(skills, JsonDocument.of(SkillJson.catalogue(skills)), byName, checks, open);
        }
    }

    private final Board all;
    private final Map<String, Board> boards = new HashMap<>();

    Shelf(SkillServer server, Callers callers) {
        List<ServedSkill> everything = new ArrayList<>();
        server.adapters().forEach(adapter -> {
            List<ServedSkill> skills = adapter.skills().stream()
                    .map(skill ->
                            ServedSkill.of(server.port(), adapter.namespace(), skill, callers.check(adapter.guard())))
                    .toList();
            everything.addAll(skills);
            boards.put(adapter.namespace(), Board.of(skills));
        });
        all = Board.of(everything);
    }

    /** Whether there is such an adapter; null is for all of them. */
    boolean has(@Nullable String namespace) {
        return namespace == null || boards.containsKey(namespace);
    }

    /** The skills that the caller may see; null when it has to show something first. */
    @Nullable
    JsonDocument catalogue(@Nullable String namespace, HttpServerRequest request) {
        Board board = board(namespace);
        if (board.checks().isEmpty()) {
            return board.catalogue();
        }
        List<ServedSkill> seen =
                board.skills().stream().filter(skill -> skill.openTo(request)).toList();
        return seen.isEmpty() && !board.open() ? null : JsonDocument.of(SkillJson.catalogue(seen));
    }

    /** The checks of which a caller has to pass one to see anything. */
    Set<CallerCheck> checks(@Nullable String namespace) {
        return board(namespace).checks();
    }

    /** The skills of this name; none, or several when no namespace tells them apart. */
    List<ServedSkill> find(@Nullable String namespace, String name) {
        return board(namespace).byName().getOrDefault(name, List.of());
    }

    /** The names of those that the caller may see. */
    Set<String> names(@Nullable String namespace, HttpServerRequest request) {
        return board(namespace).skills().stream()
                .filter(skill -> skill.openTo(request))
                .map(skill -> skill.skill().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Board board(@Nullable String namespace) {
        return namespace == null ? all : boards.getOrDefault(namespace, all);
    }
}
