package io.portolan.cli;

import io.portolan.spec.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The problems of capability files, in the order of file, line and column. */
final class ProblemReport {

    private static final int WIDEST_EXCERPT = 140;

    private final List<Problem> problems;
    private final Map<String, String> texts;

    /**
     * @param texts the files as they are, by the name that problems carry
     */
    ProblemReport(List<Problem> problems, Map<String, String> texts) {
        this.problems = problems.stream()
                .sorted(Comparator.comparing(Problem::at).thenComparing(Problem::severity))
                .toList();
        this.texts = texts;
    }

    boolean faulty() {
        return problems.stream().anyMatch(Problem::error);
    }

    /** All of them, each line ended; empty in text form when there is none. */
    String format(OutputFormat format) {
        return switch (format) {
            case TEXT -> problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
            case PRETTY ->
                problems.stream()
                        .map(problem -> problem + "\n" + excerpt(problem))
                        .collect(Collectors.joining());
            case JSON -> array().encodePrettily() + "\n";
        };
    }

    /** {@code 5 files, 1 error, 2 warnings, 0 notes}. */
    String summary() {
        return count(texts.size(), "file")
                + ", " + count(severe(Problem.Severity.ERROR), "error")
                + ", " + count(severe(Problem.Severity.WARNING), "warning")
                + ", " + count(severe(Problem.Severity.NOTE), "note");
    }

    private JsonArray array() {
        JsonArray array = new JsonArray();
        for (Problem problem : problems) {
            array.add(new JsonObject()
                    .put("file", problem.at().file())
                    .put("line", problem.at().line())
                    .put("column", problem.at().column())
                    .put("severity", problem.severity().word())
                    .put("where", problem.where())
                    .put("text", problem.text()));
        }
        return array;
    }

    private String excerpt(Problem problem) {
        String line = line(problem);
        if (line == null) {
            return "";
        }
        int column = Math.min(problem.at().column() - 1, line.length());
        int from = Math.max(0, column - WIDEST_EXCERPT / 2);
        String shown = line.substring(from, Math.min(line.length(), from + WIDEST_EXCERPT));
        String margin = " ".repeat(String.valueOf(problem.at().line()).length());
        return "  " + problem.at().line() + " | " + shown.replaceAll("\\p{Cntrl}", " ") + "\n" + "  " + margin + " | "
                + " ".repeat(column - from) + "^\n";
    }

    private @Nullable String line(Problem problem) {
        String text = texts.get(problem.at().file());
        return text == null
                ? null
                : text.lines().skip(problem.at().line() - 1L).findFirst().orElse(null);
    }

    private long severe(Problem.Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
