package io.portolan.compile;

import io.portolan.spec.Document;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one document, with the places they are at. */
final class ProblemLog {

    private final Document document;
    private final List<Problem> problems;

    ProblemLog(Document document) {
        this.document = document;
        this.problems = new ArrayList<>(document.problems());
    }

    void error(String where, String text) {
        add(Severity.ERROR, where, text);
    }

    void warning(String where, String text) {
        add(Severity.WARNING, where, text);
    }

    void note(String where, String text) {
        add(Severity.NOTE, where, text);
    }

    /** Whether something is already known to be wrong there. */
    boolean knows(String where) {
        return problems.stream().anyMatch(problem -> problem.where().equals(where));
    }

    boolean sound() {
        return problems.stream().noneMatch(Problem::error);
    }

    List<Problem> sorted() {
        return problems.stream().sorted(Comparator.comparing(Problem::at)).toList();
    }

    private void add(Severity severity, String where, String text) {
        problems.add(new Problem(severity, document.source().at(where), where, text));
    }
}
