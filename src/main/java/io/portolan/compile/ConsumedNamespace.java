package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.plan.BaseUriTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A consumed namespace, compiled.
 *
 * @param namespace what the process calls it
 * @param file that it comes from
 * @param bindings where the values are, by variable name
 * @param operations in the file's order; several may have one declared name
 * @param changes what settings change of it
 * @param schemas what the schema files of its answers hold
 */
record ConsumedNamespace(
        String namespace,
        String file,
        BaseUriTemplate baseUri,
        Scheme scheme,
        Map<String, BindingKey> bindings,
        List<ConsumedOperation> operations,
        Overlay.Changes changes,
        CompileOptions.SchemaPrints schemas) {

    ConsumedNamespace {
        operations = List.copyOf(operations);
    }

    /** Those of one declared name, in the file's order. */
    List<ConsumedOperation> named(String name) {
        return operations.stream()
                .filter(operation -> operation.declared().equals(name))
                .toList();
    }

    /** The declared names, each once. */
    List<String> names() {
        return operations.stream().map(ConsumedOperation::declared).distinct().toList();
    }

    /** The namespace with some of its operations. */
    ConsumedNamespace keeping(Predicate<ConsumedOperation> kept) {
        return new ConsumedNamespace(
                namespace,
                file,
                baseUri,
                scheme,
                bindings,
                operations.stream().filter(kept).toList(),
                changes,
                schemas);
    }
}
