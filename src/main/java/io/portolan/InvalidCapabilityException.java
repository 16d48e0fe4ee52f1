package io.portolan;

import io.portolan.spec.Problem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing can be served: no file was found, or those that were have errors. */
public final class InvalidCapabilityException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    static final String NOTHING_FOUND =
            "no capability file was found (expected: *.yaml or *.yml with the key 'naftiko' or 'ikanos')";

    private final transient Capabilities capabilities;

    InvalidCapabilityException(Capabilities capabilities) {
        super(message(capabilities.problems()));
        this.capabilities = capabilities;
    }

    /** What came of the files. */
    public Capabilities capabilities() {
        return capabilities;
    }

    private static String message(List<Problem> problems) {
        return problems.isEmpty()
                ? NOTHING_FOUND
                : problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
