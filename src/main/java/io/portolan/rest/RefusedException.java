package io.portolan.rest;

import io.portolan.format.ProblemDocument;
import java.io.Serial;

/** A request that HTTP itself rules out. Carries no stack trace: it tells of the caller, not of a bug. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemDocument problem;

    RefusedException(ProblemDocument problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemDocument problem() {
        return problem;
    }
}
