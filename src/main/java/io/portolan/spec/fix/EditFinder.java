package io.portolan.spec.fix;

import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.yaml.YamlSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Finds the edits that make fixes in one file. A fix that the text does not allow, such as behind an alias, has none. */
public final class EditFinder {

    private final String file;
    private final SourceText source;
    private @Nullable Outline outline;

    /** An edit, and what it does. */
    private record Candidate(List<Fix> fixes, Edit edit) {}

    /**
     * @param file the name that positions carry
     */
    public EditFinder(String file, SourceText source) {
        this.file = file;
        this.source = source;
    }

    /** All that can be made together; of two that change the same place the first. */
    public Changes find(Collection<Fix> wanted) {
        List<Candidate> candidates = new ArrayList<>();
        Map<Position, Set<String>> declared = new LinkedHashMap<>();
        for (Fix fix : new LinkedHashSet<>(wanted)) {
            switch (fix) {
                case Fix.Replace replace -> add(candidates, List.of(fix), edit(replace));
                case Fix.Declare declare ->
                    declared.computeIfAbsent(declare.operation(), at -> new LinkedHashSet<>())
                            .add(declare.parameter());
            }
        }
        declared.forEach((operation, names) -> {
            List<Fix> fixes = names.stream()
                    .<Fix>map(name -> new Fix.Declare(operation, name))
                    .toList();
            add(candidates, fixes, edit(operation, List.copyOf(names)));
        });
        candidates.sort(Comparator.comparing(Candidate::edit, Edit.ORDER));
        return changes(candidates);
    }

    private static void add(List<Candidate> candidates, List<Fix> fixes, @Nullable Edit edit) {
        if (edit != null) {
            candidates.add(new Candidate(fixes, edit));
        }
    }

    private static Changes changes(List<Candidate> candidates) {
        List<Fix> fixes = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (edits.isEmpty() || !edits.getLast().overlaps(candidate.edit())) {
                fixes.addAll(candidate.fixes());
                edits.add(candidate.edit());
            }
        }
        return new Changes(fixes, edits);
    }

    private @Nullable Edit edit(Fix.Replace replace) {
        int begin = source.offset(replace.at());
        int found = source.text().indexOf(replace.old(), begin);
        int end = found + replace.old().length();
        return found < 0 || end > source.lineEnd(begin) ? null : new Edit(found, end, replace.word());
    }

    private @Nullable Edit edit(Position operation, List<String> parameters) {
        Outline read = outline();
        MappingNode node = read.operation(operation);
        return node == null ? null : new Declaration(source, read).edit(node, parameters);
    }

    private Outline outline() {
        Outline read = outline == null ? Outline.of(YamlSource.read(file, source.text())) : outline;
        outline = read;
        return read;
    }
}
