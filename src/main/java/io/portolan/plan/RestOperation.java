package io.portolan.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exposed REST operation.
 *
 * @param namespace the exposing namespace
 * @param path as the file spells it, without the namespace; holes are captures from the left
 * @param selector what the query of a request has to hold, by name, for the request to be meant for this operation
 * @param flow what it runs
 * @param parameters as REST callers name them, by the flow's positions
 * @param inputs where each parameter is found, by the flow's positions
 * @param guard what callers have to show; null when everybody may call
 * @param passthrough what callers may send along undeclared
 * @param bodyType the media type in which a JSON body goes upstream, and which callers may send as well; null for JSON
 */
public record RestOperation(
        String namespace,
        String name,
        String method,
        PathTemplate path,
        Map<String, String> selector,
        @Nullable String description,
        Flow flow,
        Parameters parameters,
        List<RestInput> inputs,
        @Nullable Guard guard,
        Passthrough passthrough,
        @Nullable String bodyType) {

    /** The {@code bodyType} of operations that take whatever comes. */
    public static final String ANY_TYPE = "*/*";

    public RestOperation {
        selector = Map.copyOf(selector);
        inputs = List.copyOf(inputs);
    }

    /** An operation that takes what it declares. */
    public RestOperation(
            String namespace,
            String name,
            String method,
            PathTemplate path,
            @Nullable String description,
            Flow flow,
            Parameters parameters,
            List<RestInput> inputs,
            @Nullable Guard guard) {
        this(
                namespace,
                name,
                method,
                path,
                Map.of(),
                description,
                flow,
                parameters,
                inputs,
                guard,
                Passthrough.NONE,
                null);
    }
}
