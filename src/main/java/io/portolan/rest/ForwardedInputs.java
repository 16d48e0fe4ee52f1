package io.portolan.rest;

import io.portolan.bus.ForwardedHeaders;
import io.portolan.bus.Header;
import io.portolan.plan.RestInput;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Picks the caller's header fields that go upstream undeclared: tracing, conditions, ranges and preferences. Never
 * {@code Authorization} or {@code Cookie}: what the caller shows us is not meant for the upstream.
 */
final class ForwardedInputs {

    /** @param key the name, hashed once */
    private record Field(String name, CharSequence key) {}

    private final List<Field> fields;

    /** @param inputs of the operation; what it declares travels as an argument instead */
    ForwardedInputs(List<RestInput> inputs) {
        Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (RestInput input : inputs) {
            if (input instanceof RestInput.Header header) {
                declared.add(header.name());
            }
        }
        fields = ForwardedHeaders.NAMES.stream()
                .filter(name -> !declared.contains(name))
                .map(name -> new Field(name, HttpHeaders.createOptimized(name)))
                .toList();
    }

    List<Header> of(MultiMap request) {
        List<Header> headers = new ArrayList<>();
        for (Field field : fields) {
            if (request.contains(field.key())) {
                request.getAll(field.key()).forEach(value -> headers.add(new Header(field.name(), value)));
            }
        }
        return headers;
    }
}
