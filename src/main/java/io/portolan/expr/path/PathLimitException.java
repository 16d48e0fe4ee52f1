package io.portolan.expr.path;

import java.io.Serial;

/** A path that would look at more values than one evaluation may cost. */
public final class PathLimitException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PathLimitException(String path, long limit) {
        super("the path " + path + " looks at more than " + limit + " values", null, false, false);
    }
}
