package io.portolan.compile;

import io.portolan.plan.Flow;
import io.portolan.plan.Parameters;
import io.portolan.plan.Passthrough;
import io.portolan.plan.RestInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code call} with its {@code with}, resolved.
 *
 * @param parameters as the edge's callers name them, by the flow's positions
 * @param passthrough what callers may send along undeclared
 * @param bodyType the media type in which a JSON body goes upstream; null for JSON
 * @param places where REST callers put them, by the flow's positions
 */
record BoundCall(
        Flow flow,
        Parameters parameters,
        List<RestInput> places,
        Passthrough passthrough,
        @Nullable String bodyType) {

    BoundCall {
        places = List.copyOf(places);
    }
}
