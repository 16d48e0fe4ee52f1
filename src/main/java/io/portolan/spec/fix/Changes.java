package io.portolan.spec.fix;

import io.portolan.spec.Fix;
import java.util.List;

/**
 * What can be done about a file.
 *
 * @param fixes those that the text allows
 * @param edits that make them, in order and without overlaps
 */
public record Changes(List<Fix> fixes, List<Edit> edits) {

    public Changes {
        fixes = List.copyOf(fixes);
        edits = List.copyOf(edits);
    }
}
