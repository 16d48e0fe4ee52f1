package io.portolan.plan;

import io.portolan.expr.Expression;
import io.portolan.expr.ValueType;
import io.portolan.options.QueryStyle;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an upstream request, under the name and in the place the API knows it.
 *
 * @param style of an array or object in the query; says nothing elsewhere
 * @param value what the file fixes it to, over the operation's other parameters; null when callers give it
 */
public record UpstreamParameter(
        String name,
        Place place,
        ValueType type,
        QueryStyle style,
        @Nullable Expression value) {

    /** Where the parameter travels. The body is not among them: it belongs to the operation. */
    public enum Place {
        PATH,
        QUERY,
        /** In the query, the name alone, as in {@code ?acl}. */
        FLAG,
        HEADER,
        COOKIE,
        /** Nowhere by itself: the body or another parameter is made of it. */
        NONE
    }

    /** One that callers give, in the usual style of its name. */
    public UpstreamParameter(String name, Place place, ValueType type) {
        this(name, place, type, usual(name), null);
    }

    public UpstreamParameter withValue(Expression fixed) {
        return new UpstreamParameter(name, place, type, style, fixed);
    }

    public UpstreamParameter withStyle(QueryStyle other) {
        return new UpstreamParameter(name, place, type, other, value);
    }

    /** The style where nobody says another: OData joins the items of its own parameters, all others repeat the name. */
    public static QueryStyle usual(String name) {
        return name.startsWith("$") ? QueryStyle.COMMA : QueryStyle.REPEAT;
    }
}
