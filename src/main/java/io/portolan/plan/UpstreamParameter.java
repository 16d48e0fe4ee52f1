package io.portolan.plan;

import io.portolan.expr.ValueType;

/** One parameter of an upstream request, under the name and in the place the API knows it. */
public record UpstreamParameter(String name, Place place, ValueType type) {

    /** Where the parameter travels. The body is not among them: it belongs to the operation. */
    public enum Place {
        PATH,
        QUERY,
        HEADER,
        COOKIE
    }
}
