package io.portolan.spec.yaml;

import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one file, as many as somebody may want to read. Errors are kept beyond that, since the parts they
 * stand in are not served; where even those run out, the file as a whole is refused.
 */
final class ProblemLimit {

    static final int HARMLESS = 100;
    static final int ERRORS = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Position lastHarmless;
    private @Nullable Position lastError;
    private int harmless;
    private int errors;

    void add(Problem problem) {
        if (takes(problem.severity(), problem.at())) {
            problems.add(problem);
        }
    }

    /** The words of a problem that is only counted are not looked at: there may be very many. */
    void add(Severity severity, Position at, String where, String text, @Nullable Fix fix) {
        if (takes(severity, at)) {
            problems.add(new Problem(severity, at, where, text).withFix(fix));
        }
    }

    void addAll(List<Problem> more) {
        more.forEach(this::add);
    }

    private boolean takes(Severity severity, Position at) {
        if (severity == Severity.ERROR) {
            lastError = at;
            return ++errors <= ERRORS;
        }
        lastHarmless = at;
        return ++harmless <= HARMLESS;
    }

    /** Whether further errors are only counted, and the file as a whole is refused. */
    boolean full() {
        return errors > ERRORS;
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(problems);
        if (lastHarmless != null && harmless > HARMLESS) {
            int more = harmless - HARMLESS;
            all.add(new Problem(Severity.WARNING, lastHarmless, "", "and " + more + " more warnings and notes"));
        }
        if (lastError != null && errors > ERRORS) {
            int more = errors - ERRORS;
            all.add(new Problem(
                    Severity.ERROR,
                    lastError,
                    "",
                    "too many errors, " + more + " more than are shown (expected: at most " + ERRORS + ")"));
        }
        return all;
    }
}
