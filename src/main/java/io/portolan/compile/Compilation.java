package io.portolan.compile;

import io.portolan.plan.PortolanPlan;
import io.portolan.spec.Problem;
import java.util.List;

/**
 * What became of the documents.
 *
 * @param plan of all that is sound in them
 * @param problems of all of them, in the order of the files and the places in them
 */
public record Compilation(PortolanPlan plan, List<Problem> problems) {

    public Compilation {
        problems = List.copyOf(problems);
    }

    /** Whether there is no error at all; the plan holds what is sound in any case. */
    public boolean sound() {
        return problems.stream().noneMatch(Problem::error);
    }
}
