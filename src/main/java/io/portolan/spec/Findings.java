package io.portolan.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a read has found so far: where each part stands, and what is wrong. */
final class Findings {

    private final String file;
    private final Map<String, Position> positions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    /** Findings nobody will look at. */
    Findings apart() {
        return new Findings(file);
    }

    Position start() {
        return new Position(file, 1, 1);
    }

    Position at(Node node) {
        return YamlSource.position(file, node.getStartMark());
    }

    void stands(String path, Position at) {
        positions.put(path, at);
    }

    void addAll(List<Problem> more) {
        problems.addAll(more);
    }

    void error(Position at, String where, String text) {
        problems.add(new Problem(Problem.Severity.ERROR, at, where, text));
    }

    void warning(Position at, String where, String text) {
        problems.add(new Problem(Problem.Severity.WARNING, at, where, text));
    }

    Document document(boolean marked, CapabilitySpec capability) {
        List<Problem> sorted =
                problems.stream().sorted(Comparator.comparing(Problem::at)).toList();
        return new Document(file, marked, capability, new SourceMap(start(), positions), sorted);
    }
}
