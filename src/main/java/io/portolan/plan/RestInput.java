package io.portolan.plan;

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
}
