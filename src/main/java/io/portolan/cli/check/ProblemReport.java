package io.portolan.cli.check;

import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The problems of capability files, in the order of file, line and column. */
public final class ProblemReport {

    private final List<Problem> problems;
    private final SourceTexts texts;
    private final int files;

    /**
     * @param texts the files as they are, by the name that problems carry
     */
    public ProblemReport(List<Problem> problems, Map<String, String> texts) {
        this.problems = problems.stream()
                .sorted(Comparator.comparing(Problem::at).thenComparing(Problem::severity))
                .toList();
        this.texts = new SourceTexts(texts);
        this.files = texts.size();
    }

    public boolean faulty() {
        return problems.stream().anyMatch(Problem::error);
    }

    /** All of them, each line ended; empty in the line formats when there is none. */
    public String format(OutputFormat format) {
        return switch (format) {
            case TEXT -> lines(problem -> problem + "\n");
            case PRETTY -> lines(new Excerpt(texts)::print);
            case JSON -> new JsonProblems(texts).print(problems);
            case SARIF -> new SarifLog(texts).print(problems);
            case GITHUB -> lines(problem -> GithubCommand.of(problem) + "\n");
        };
    }

    /** {@code 5 files, 1 error, 2 warnings, 0 notes}. */
    public String summary() {
        return count(files, "file")
                + ", " + count(severe(Severity.ERROR), "error")
                + ", " + count(severe(Severity.WARNING), "warning")
                + ", " + count(severe(Severity.NOTE), "note");
    }

    private String lines(Function<Problem, String> print) {
        return problems.stream().map(print).collect(Collectors.joining());
    }

    private long severe(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
