package io.portolan.compile;

import io.portolan.spec.Consumes;
import io.portolan.spec.Document;
import io.portolan.spec.Exposes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the namespaces of documents their names, in the order of the documents: all that one has to know of those before
 * it. What one kind takes is free for the others.
 */
final class Claims {

    private final Namespaces consumed = new Namespaces();
    private final Namespaces rest = new Namespaces();
    private final Namespaces mcp = new Namespaces();
    private final Namespaces skill = new Namespaces();

    /**
     * The names of one document's sections, by their index; a section without one is not compiled.
     *
     * @param flows of the consumers that run what REST and MCP adapters do on their own
     */
    record Taken(Map<Integer, String> consumed, Map<Integer, String> exposed, Map<Integer, String> flows) {

        static final Taken NOTHING = new Taken(Map.of(), Map.of(), Map.of());

        Taken {
            consumed = Map.copyOf(consumed);
            exposed = Map.copyOf(exposed);
            flows = Map.copyOf(flows);
        }
    }

    /** The names of the next document. A section that is known to be broken takes none. */
    Taken next(Document document, ProblemLog log) {
        Map<Integer, String> taken = consumed(document.capability().consumes(), log);
        Map<Integer, String> names = new HashMap<>();
        Map<Integer, String> flows = new HashMap<>();
        exposed(document.capability().exposes(), names, flows, log);
        return new Taken(taken, names, flows);
    }

    private Map<Integer, String> consumed(List<Consumes> sections, ProblemLog log) {
        Map<Integer, String> taken = new HashMap<>();
        Set<String> own = new HashSet<>();
        for (int index = 0; index < sections.size(); index++) {
            String namespace = sections.get(index).namespace();
            String where = "capability.consumes[" + index + "]";
            if (log.sound(where) && own.add(namespace)) {
                taken.put(index, consumed.claim(namespace, where + ".namespace", log));
            }
        }
        return taken;
    }

    private void exposed(
            List<Exposes> sections, Map<Integer, String> names, Map<Integer, String> flows, ProblemLog log) {
        for (int index = 0; index < sections.size(); index++) {
            Exposes section = sections.get(index);
            String where = ExposesCompiler.where(index);
            Namespaces kind = log.sound(where) ? kind(section) : null;
            if (kind != null) {
                String name = kind.claim(section.namespace(), where + ".namespace", log);
                names.put(index, name);
                if (kind != skill) {
                    flows.put(index, consumed.reserve((kind == rest ? "rest." : "mcp.") + name));
                }
            }
        }
    }

    /** The names it takes one of; null when it is served under none. */
    private @Nullable Namespaces kind(Exposes section) {
        return switch (section) {
            case Exposes.Rest served -> rest;
            case Exposes.Mcp served -> mcp;
            case Exposes.Skills served -> skill;
            case Exposes.Control wishes -> null;
            case Exposes.Other other -> null;
        };
    }
}
