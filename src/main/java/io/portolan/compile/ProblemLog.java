package io.portolan.compile;

import io.portolan.spec.Document;
import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The problems of one document, with the places they are at. An error costs the smallest unit around it: an operation,
 * a tool, a prompt, an adapter; whatever else the document holds stands.
 */
final class ProblemLog {

    /** A chain of units from the root on; what is called alike inside a body or a constant is none. */
    private static final Pattern UNITS =
            Pattern.compile("(?:binds\\[\\d+]|capability\\.(?:binds|consumes|exposes|aggregates)\\[\\d+]"
                    + "(?:\\.(?:resources|operations|tools|functions|skills|prompts)\\[\\d+])*)");

    private final Document document;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Problem> noted = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private final Set<String> broken = new HashSet<>();

    ProblemLog(Document document) {
        this.document = document;
        document.problems().forEach(this::add);
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

    /** A note about what {@code check --fix} can write out; once, however many parts of the file say it. */
    void note(String where, String text, Fix fix) {
        Problem problem = new Problem(Severity.NOTE, at(where), where, text).withFix(fix);
        if (noted.add(problem)) {
            add(problem);
        }
    }

    /** Takes over what is wrong in a text that settings put in place of a part of this document. */
    void add(ProblemLog settings, String unit) {
        problems.addAll(settings.problems);
        if (settings.problems.stream().anyMatch(Problem::error)) {
            broken.add(unit);
        }
    }

    /** Where a part of the document stands. */
    Position at(String where) {
        return document.source().at(where);
    }

    /** Whether something is already known to be wrong there. */
    boolean knows(String where) {
        return places.contains(where);
    }

    /** Whether a unit has no error, and nothing it stands in has one of its own. */
    boolean sound(String unit) {
        if (broken.contains("") || broken.contains(unit)) {
            return false;
        }
        for (int end = unit.indexOf(']'); end >= 0; end = unit.indexOf(']', end + 1)) {
            if (broken.contains(unit.substring(0, end + 1))) {
                return false;
            }
        }
        return true;
    }

    List<Problem> sorted() {
        return problems.stream().sorted(Comparator.comparing(Problem::at)).toList();
    }

    private void add(Severity severity, String where, String text) {
        add(new Problem(severity, document.source().at(where), where, text));
    }

    private void add(Problem problem) {
        problems.add(problem);
        places.add(problem.where());
        if (problem.error()) {
            broken.add(unit(problem.where()));
        }
    }

    private static String unit(String where) {
        Matcher units = UNITS.matcher(where);
        return units.lookingAt() ? units.group() : "";
    }
}
