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
    }

    /** The names of the next document. A section that is known to be broken takes none. */
    Taken next(Document document, ProblemLog log) {
        Taken taken = new Taken(new HashMap<>(), new HashMap<>(), new HashMap<>());
        consumed(document.capability().consumes(), taken.consumed(), log);
        exposed(document.capability().exposes(), taken, log);
        return taken;
    }

    private void consumed(List<Consumes> sections, Map<Integer, String> taken, ProblemLog log) {
        Set<String> own = new HashSet<>();
        for (int index = 0; index < sections.size(); index++) {
            String namespace = sections.get(index).namespace();
            String where = "capability.consumes[" + index + "]";
            if (log.sound(where) && own.add(namespace)) {
                taken.put(index, consumed.claim(namespace, where + ".namespace", log));
            }
        }
    }

    private void exposed(List<Exposes> sections, Taken taken, ProblemLog log) {
        for (int index = 0; index < sections.size(); index++) {
            Exposes section = sections.get(index);
            String where = ExposesCompiler.where(index);
            Namespaces kind = log.sound(where) ? kind(section) : null;
            if (kind != null) {
                String name = kind.claim(section.namespace(), where + ".namespace", log);
                taken.exposed().put(index, name);
                if (kind != skill) {
                    taken.flows().put(index, consumed.reserve((kind == rest ? "rest." : "mcp.") + name));
                }
            }
        }
    }

    /** The names it takes one of; null when it is served under none. */
    private @Nullable Namespaces kind(Exposes section) {
        return switch (section) {
            case Exposes.Rest served -> rest;
            case Exposes.Mcp served -> ExposesCompiler.overHttp(served) ? mcp : null;
            case Exposes.Skills served -> skill;
            case Exposes.Control wishes -> null;
            case Exposes.Other other -> null;
        };
    }
}
