package io.portolan.spec;

import java.util.List;

/** The closed lists of words that several sections share. */
final class Words {

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    static final List<String> PLACES = List.of("path", "query", "header", "cookie", "body", "environment");
    static final List<String> TYPES = List.of("string", "number", "integer", "boolean", "array", "object");

    private Words() {}
}
