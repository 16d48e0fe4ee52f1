package io.portolan.rest;

import io.portolan.bus.ForwardedHeaders;
import io.portolan.bus.Header;
import io.portolan.plan.Guard;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Picks the caller's header fields that go upstream undeclared: tracing, conditions, ranges and preferences, and those
 * that settings or the file let through. What the caller shows us is not meant for the upstream: consumers never send a
 * {@code Cookie} on, nor {@code Authorization} beside a credential.
 */
final class ForwardedInputs {

    /** @param key the name, hashed once */
    private record Field(String name, CharSequence key) {

        static Field of(String name) {
            return new Field(name, HttpHeaders.createOptimized(name));
        }
    }

    /** The same for every route. */
    private static final List<Field> ALWAYS =
            ForwardedHeaders.NAMES.stream().map(Field::of).toList();

    private static final Field ENCODING = Field.of(ForwardedHeaders.CONTENT_ENCODING);

    private final List<Field> fields;

    /** @param operation what it declares travels as an argument instead, and what its guard reads not at all */
    ForwardedInputs(RestOperation operation) {
        Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Guard guard = operation.guard();
        for (RestInput input : operation.inputs()) {
            if (input instanceof RestInput.Header header) {
                declared.add(header.name());
            }
        }
        Stream<Field> passed = operation.passthrough().headers().stream().map(Field::of);
        fields = Stream.concat(ALWAYS.stream(), passed)
                .filter(field -> declared.add(field.name()) && (guard == null || !guard.takesHeader(field.name())))
                .toList();
    }

    List<Header> of(MultiMap request) {
        List<Header> headers = new ArrayList<>();
        fields.forEach(field -> add(field, request, headers));
        return headers;
    }

    /** Those of a request whose body is passed on: the coding goes with the bytes. */
    List<Header> withBody(MultiMap request) {
        List<Header> headers = of(request);
        add(ENCODING, request, headers);
        return headers;
    }

    private static void add(Field field, MultiMap request, List<Header> headers) {
        if (request.contains(field.key())) {
            request.getAll(field.key()).forEach(value -> headers.add(new Header(field.name(), value)));
        }
    }
}
