package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.format.Nearest;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code call} and {@code with} of one adapter: finds what they name, or says what is wrong. */
final class Calls {

    private final Map<String, ConsumedNamespace> namespaces;
    private final Map<String, String> refused;
    private final ProblemLog log;
    /** How often the adapter has called each name so far. */
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * The calls of one adapter.
     *
     * @param namespaces by the names the file gives them
     * @param refused where the namespaces are that are not served, by name
     */
    Calls(Map<String, ConsumedNamespace> namespaces, Map<String, String> refused, ProblemLog log) {
        this.namespaces = namespaces;
        this.refused = refused;
        this.log = log;
    }

    /** A namespace by the name the file gives it; null when there is none. */
    @Nullable
    ConsumedNamespace namespace(String name) {
        return namespaces.get(name);
    }

    Set<String> namespaces() {
        return namespaces.keySet();
    }

    /** Whether settings want callers asked before a flow runs that does harm: any API that it calls decides. */
    boolean confirms(Flow flow) {
        Set<String> called = new HashSet<>(Set.of(flow.namespace()));
        for (Step step : flow.steps()) {
            if (step instanceof Step.Invoke invoke) {
                called.add(invoke.flow().namespace());
            }
        }
        return namespaces.values().stream()
                .anyMatch(namespace -> called.contains(namespace.namespace())
                        && namespace.changes().confirm());
    }

    /** The request that a REST operation is exposed as, by which its call is told from others of its name. */
    record Exposed(String method, String likeness) {}

    /** A call whose operation was found. */
    record Found(Action.Call call, ConsumedNamespace namespace, ConsumedOperation operation) {

        /** The names that stand for a parameter of the path and for another one as well. */
        Set<String> contested() {
            Set<String> inPath = new HashSet<>();
            Set<String> contested = new HashSet<>();
            for (UpstreamParameter parameter : operation.operation().parameters()) {
                if (parameter.place() == Place.PATH) {
                    inPath.add(parameter.name());
                }
            }
            for (UpstreamParameter parameter : operation.operation().parameters()) {
                if (parameter.place() != Place.PATH && inPath.contains(parameter.name())) {
                    contested.add(parameter.name());
                }
            }
            return contested;
        }

        /** The names by which the path's parameters are read, in the order of the path; none for those that are made. */
        List<String> inPath(Map<String, WithValue> with) {
            List<String> names = new ArrayList<>();
            for (Template segment : operation.operation().path().segments()) {
                for (Template.Part part : segment.parts()) {
                    int index = switch (part) {
                        case Template.Input input -> input.index();
                        case Template.Rest rest -> rest.index();
                        case Template.Text text -> -1;
                        case Template.Variable variable -> -1;
                        case Template.Step step -> -1;
                    };
                    Parameter input = index < 0 ? null : operation.inputs().get(index);
                    if (input != null) {
                        switch (with.get(input.name())) {
                            case null -> names.add(input.name());
                            case WithValue.Reference reference -> names.add(reference.name());
                            case WithValue.Made made -> {}
                        }
                    }
                }
            }
            return names;
        }
    }

    /**
     * The operation that is called, or null and a problem.
     *
     * @param exposed null for tools and steps
     */
    @Nullable
    Found find(Action.Call call, @Nullable Exposed exposed, String where) {
        int dot = dot(call.operation());
        if (dot < 0) {
            return null;
        }
        String name = call.operation().substring(0, dot);
        ConsumedNamespace namespace = namespaces.get(name);
        if (namespace == null) {
            log.error(where + ".call", absent(name));
            return null;
        }
        String wanted = call.operation().substring(dot + 1);
        List<ConsumedOperation> candidates = namespace.named(wanted);
        if (candidates.isEmpty()) {
            String hint = Nearest.hint(wanted, namespace.names());
            log.error(where + ".call", "unknown operation '" + call.operation() + "'" + hint);
            return null;
        }
        ConsumedOperation operation = choose(candidates, counts.merge(call.operation(), 1, Integer::sum), exposed);
        if (!log.sound(operation.where())) {
            log.error(
                    where + ".call",
                    "operation '" + call.operation() + "' is not served (line "
                            + log.at(operation.where()).line() + " says why)");
            return null;
        }
        return new Found(call, namespace, operation);
    }

    /** Where the name of the namespace ends, which may hold a dot itself. */
    private int dot(String operation) {
        for (int dot = operation.lastIndexOf('.'); dot > 0; dot = operation.lastIndexOf('.', dot - 1)) {
            if (namespaces.containsKey(operation.substring(0, dot))) {
                return dot;
            }
        }
        return operation.indexOf('.');
    }

    private String absent(String name) {
        String where = refused.get(name);
        return where == null
                ? "unknown namespace '" + name + "'" + Nearest.hint(name, namespaces.keySet())
                : "namespace '" + name + "' is not served (line "
                        + log.at(where).line() + " says why)";
    }

    /**
     * Of several operations with one name the one that looks like the exposed request, else the n-th for the n-th call
     * of the name: generators write both sides in one order.
     */
    private static ConsumedOperation choose(List<ConsumedOperation> candidates, int count, @Nullable Exposed exposed) {
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (exposed != null) {
            List<ConsumedOperation> alike = candidates.stream()
                    .filter(candidate -> candidate.operation().method().equals(exposed.method())
                            && candidate.likeness().equals(exposed.likeness()))
                    .toList();
            if (alike.size() == 1) {
                return alike.getFirst();
            }
        }
        return candidates.get(Math.min(count, candidates.size()) - 1);
    }

    /**
     * What {@code with} says, by the operation's own parameter names.
     *
     * @param adapter the namespace of the adapter
     */
    Map<String, WithValue> with(Found found, String adapter, String where) {
        Map<String, WithValue> with = new LinkedHashMap<>();
        List<String> names = found.operation().names();
        found.call().with().forEach((name, content) -> {
            String here = where + ".with." + name;
            int index = Names.find(name, names);
            if (index < 0 && Names.find(name, found.operation().withheld()) >= 0) {
                return;
            }
            if (index < 0) {
                log.warning(
                        here,
                        "operation '" + found.call().operation() + "' has no parameter '" + name
                                + "'; what stands here is not sent" + Nearest.hint(name, names));
            } else if (with.putIfAbsent(names.get(index), WithValue.read(content, adapter, name)) != null) {
                log.error(here, "parameter '" + names.get(index) + "' is given twice");
            }
        });
        return with;
    }
}
