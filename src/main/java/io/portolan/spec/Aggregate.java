package io.portolan.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flows under one namespace that operations and tools share by {@code ref}. */
public record Aggregate(String namespace, @Nullable String label, List<Function> functions) {

    public Aggregate {
        functions = List.copyOf(functions);
    }

    /** One shared flow; {@code flows} in newer files. */
    public record Function(
            String name,
            @Nullable String description,
            @Nullable Semantics semantics,
            List<Exposes.Input> inputParameters,
            Action action,
            List<Output> outputParameters) {

        public Function {
            inputParameters = List.copyOf(inputParameters);
            outputParameters = List.copyOf(outputParameters);
        }
    }

    /** What a flow does to the world; null where the file says nothing. */
    public record Semantics(
            @Nullable Boolean safe,
            @Nullable Boolean idempotent,
            @Nullable Boolean cacheable) {}
}
