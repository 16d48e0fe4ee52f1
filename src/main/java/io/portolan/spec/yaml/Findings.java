package io.portolan.spec.yaml;

import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Document;
import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import io.portolan.spec.SourceMap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a read has found so far: where each part stands, and what is wrong. */
public final class Findings {

    private final String file;
    private final Map<String, Position> positions = new HashMap<>();
    private final ProblemLimit problems = new ProblemLimit();

    public Findings(String file) {
        this.file = file;
    }

    /** Findings nobody will look at. */
    public Findings apart() {
        return new Findings(file);
    }

    public Position start() {
        return new Position(file, 1, 1);
    }

    public Position at(Node node) {
        return YamlSource.position(file, node.getStartMark());
    }

    public void stands(String path, Position at) {
        positions.put(path, at);
    }

    public void addAll(List<Problem> more) {
        problems.addAll(more);
    }

    /** Whether there is no use in reading on. */
    boolean full() {
        return problems.full();
    }

    public void error(Position at, String where, String text) {
        error(at, where, text, null);
    }

    public void error(Position at, String where, String text, @Nullable Fix fix) {
        problems.add(Severity.ERROR, at, where, text, fix);
    }

    public void warning(Position at, String where, String text) {
        warning(at, where, text, null);
    }

    public void warning(Position at, String where, String text, @Nullable Fix fix) {
        problems.add(Severity.WARNING, at, where, text, fix);
    }

    public void note(Position at, String where, String text) {
        problems.add(Severity.NOTE, at, where, text, null);
    }

    public Document document(boolean marked, CapabilitySpec capability) {
        List<Problem> sorted = problems.all().stream()
                .sorted(Comparator.comparing(Problem::at))
                .toList();
        return new Document(file, marked, capability, SourceMap.of(start(), positions), sorted);
    }
}
