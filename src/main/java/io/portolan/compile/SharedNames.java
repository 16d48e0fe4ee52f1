package io.portolan.compile;

import io.portolan.options.McpOptions;
import io.portolan.plan.McpPart;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names under which {@code /mcp} lists what the adapters of all files offer: their own while they are unique, and
 * with the namespace in front where two files claim one, or as the setting wants it. Load order never decides.
 */
final class SharedNames<T extends McpPart> {

    /** How the parts of one kind are called. */
    interface Spelling<T> {

        /** A word for messages. */
        String kind();

        String own(T part);

        String prefixed(T part);

        /** A name for a part whose other names are taken. */
        String apart(T part);

        /** Parts for which this is equal are one to callers. */
        Object likeness(T part);
    }

    private final McpOptions.ToolNames setting;
    private final Spelling<T> spelling;
    private final List<Problem> problems;
    private final SortedMap<String, T> named = new TreeMap<>();

    private SharedNames(McpOptions.ToolNames setting, Spelling<T> spelling, List<Problem> problems) {
        this.setting = setting;
        this.spelling = spelling;
        this.problems = problems;
    }

    /** @param problems where is said what is not called as one would think */
    static <T extends McpPart> SortedMap<String, T> of(
            List<Placed<T>> parts, McpOptions.ToolNames setting, Spelling<T> spelling, List<Problem> problems) {
        SharedNames<T> names = new SharedNames<>(setting, spelling, problems);
        List<Placed<T>> prefixed = new ArrayList<>();
        names.claims(parts).forEach((name, claimants) -> {
            if (names.isPrefixed(claimants.size())) {
                prefixed.addAll(claimants);
            } else {
                names.take(name, claimants);
            }
        });
        prefixed.forEach(names::prefix);
        return names.named;
    }

    /** By name; of parts that are one to callers the first namespace's is kept. */
    private SortedMap<String, Collection<Placed<T>>> claims(List<Placed<T>> parts) {
        SortedMap<String, Map<Object, Placed<T>>> claims = new TreeMap<>();
        parts.stream()
                .sorted(Comparator.comparing(placed -> placed.part().namespace()))
                .forEach(placed -> claims.computeIfAbsent(spelling.own(placed.part()), absent -> new LinkedHashMap<>())
                        .putIfAbsent(spelling.likeness(placed.part()), placed));
        SortedMap<String, Collection<Placed<T>>> byName = new TreeMap<>();
        claims.forEach((name, alike) -> byName.put(name, alike.values()));
        return byName;
    }

    private boolean isPrefixed(int claimants) {
        return switch (setting) {
            case AUTO -> claimants > 1;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    private void take(String name, Collection<Placed<T>> claimants) {
        T first = claimants.iterator().next().part();
        named.put(name, first);
        claimants.stream()
                .filter(placed -> !placed.part().equals(first))
                .forEach(placed -> problems.add(placed.warning(spelling.kind() + " "
                        + Problem.quoted(placed.part().name()) + " is not listed on /mcp: "
                        + Problem.quoted(first.namespace())
                        + " has one of this name (the setting mcp.toolNames is never)")));
    }

    private void prefix(Placed<T> placed) {
        String wanted = spelling.prefixed(placed.part());
        T other = named.putIfAbsent(wanted, placed.part());
        if (other != null) {
            String name = spelling.apart(placed.part());
            named.put(name, placed.part());
            problems.add(placed.warning(spelling.kind() + " "
                    + Problem.quoted(placed.part().name()) + " is "
                    + Problem.quoted(name) + " on /mcp, for " + Problem.quoted(other.namespace()) + " has one called "
                    + Problem.quoted(wanted)));
        }
    }
}
