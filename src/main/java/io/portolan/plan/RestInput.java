package io.portolan.plan;

import io.portolan.expr.path.JsonPath;

/** Where a REST caller puts one parameter. */
public sealed interface RestInput {

    /**
     * In the path.
     *
     * @param capture the position among the path's holes, from the left
     */
    record Path(int capture) implements RestInput {}

    /** In the query, under this name. */
    record Query(String name) implements RestInput {}

    /** In a header, under this name. */
    record Header(String name) implements RestInput {}

    /** In a cookie, under this name. */
    record Cookie(String name) implements RestInput {}

    /**
     * In the JSON body.
     *
     * @param name of the member that a caller sees; empty for the body as a whole
     * @param path where it is found
     */
    record Body(String name, JsonPath path) implements RestInput {}
}
