package io.portolan.plan;

import io.portolan.expr.Template;
import io.portolan.options.QueryStyle;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What settings add to the requests of an operation.
 *
 * @param headers sent always, by name; they win over a caller's
 * @param query sent always, by name; it wins over a caller's
 * @param contentType the media type in which a caller's JSON body goes upstream; null for JSON
 * @param formStyle of arrays in a JSON body that goes as a form
 * @param passthrough what callers may send along undeclared
 */
public record Extras(
        Map<String, Template> headers,
        Map<String, Template> query,
        @Nullable String contentType,
        QueryStyle formStyle,
        Passthrough passthrough) {

    /** Nothing. */
    public static final Extras NONE = new Extras(Map.of(), Map.of(), null, QueryStyle.REPEAT, Passthrough.NONE);

    /** The same with another media type of bodies. */
    public Extras withContentType(@Nullable String type) {
        return new Extras(headers, query, type, formStyle, passthrough);
    }

    public Extras {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        query = Collections.unmodifiableMap(new TreeMap<>(query));
    }
}
