package io.portolan.skill;

import io.portolan.format.ProblemDocument;
import io.portolan.http.Problems;
import java.io.Serial;

/** A request that is answered with a problem. Carries no stack trace: it tells of the request, not of a bug. */
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    ProblemDocument problem() {
        return Problems.of(status, String.valueOf(getMessage()));
    }
}
