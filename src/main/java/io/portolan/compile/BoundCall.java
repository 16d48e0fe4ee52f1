package io.portolan.compile;

import io.portolan.plan.Flow;
import io.portolan.plan.Parameters;
import io.portolan.plan.RestInput;
import java.util.List;

/**
 * A {@code call} with its {@code with}, resolved.
 *
 * @param parameters as the edge's callers name them, by the flow's positions
 * @param places where REST callers put them, by the flow's positions
 */
record BoundCall(Flow flow, Parameters parameters, List<RestInput> places) {

    BoundCall {
        places = List.copyOf(places);
    }
}
