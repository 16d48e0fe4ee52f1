package io.portolan.compile;

import io.portolan.spec.Aggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shared flows of one document, by {@code namespace.name}. */
final class Functions {

    /** One, and its path in the document. */
    record Found(Aggregate aggregate, Aggregate.Function function, String where) {}

    private final Map<String, Found> byName = new LinkedHashMap<>();

    Functions(List<Aggregate> aggregates, ProblemLog log) {
        for (int a = 0; a < aggregates.size(); a++) {
            Aggregate aggregate = aggregates.get(a);
            for (int f = 0; f < aggregate.functions().size(); f++) {
                Aggregate.Function function = aggregate.functions().get(f);
                String where = "capability.aggregates[" + a + "].functions[" + f + "]";
                String name = aggregate.namespace() + "." + function.name();
                if (byName.putIfAbsent(name, new Found(aggregate, function, where)) != null) {
                    log.error(where + ".name", "flow '" + name + "' is defined before (expected: a name of its own)");
                }
            }
        }
    }

    @Nullable
    Found find(String name) {
        return byName.get(name);
    }

    Set<String> names() {
        return byName.keySet();
    }
}
