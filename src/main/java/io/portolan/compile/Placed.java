package io.portolan.compile;

import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;

/**
 * A compiled part and where it stands, for what is found wrong only when files meet.
 *
 * @param where its path in the document
 */
record Placed<T>(T part, String where, Position at) {

    Problem warning(String text) {
        return new Problem(Severity.WARNING, at, where, text);
    }
}
