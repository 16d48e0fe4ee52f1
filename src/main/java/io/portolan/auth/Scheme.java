package io.portolan.auth;

import io.portolan.expr.Template;
import java.util.List;
import java.util.stream.Stream;

/** How a consumed API wants its callers to authenticate, as the file declares it: templates, never secrets. */
public sealed interface Scheme {

    /** No authentication. */
    record None() implements Scheme {}

    /** {@code Authorization: Bearer <token>} (RFC 6750). */
    record Bearer(Template token) implements Scheme {}

    /** {@code Authorization: Basic <user:password>} (RFC 7617). */
    record Basic(Template username, Template password) implements Scheme {}

    /** A key under a name of the API's choice. */
    record ApiKey(String name, Template value, Placement placement) implements Scheme {}

    /** Where an API key travels. */
    enum Placement {
        HEADER,
        QUERY
    }

    /** The variables a credential of this scheme needs. */
    default List<String> variables() {
        Stream<Template> templates = switch (this) {
            case None none -> Stream.of();
            case Bearer bearer -> Stream.of(bearer.token());
            case Basic basic -> Stream.of(basic.username(), basic.password());
            case ApiKey key -> Stream.of(key.value());
        };
        return templates
                .flatMap(template -> template.variables().stream())
                .distinct()
                .toList();
    }
}
