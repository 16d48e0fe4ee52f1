package io.portolan.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API that the capability calls. */
public record Consumes(
        String namespace,
        @Nullable String description,
        String baseUri,
        List<Parameter> inputParameters,
        @Nullable Authentication authentication,
        List<Resource> resources) {

    public Consumes {
        inputParameters = List.copyOf(inputParameters);
        resources = List.copyOf(resources);
    }

    /** Operations that share a path. */
    public record Resource(String name, String path, List<Parameter> inputParameters, List<Operation> operations) {

        public Resource {
            inputParameters = List.copyOf(inputParameters);
            operations = List.copyOf(operations);
        }
    }

    /**
     * One request the API answers.
     *
     * @param outputRawFormat the file's word; null when it says nothing
     */
    public record Operation(
            String name,
            @Nullable String label,
            @Nullable String description,
            String method,
            List<Parameter> inputParameters,
            @Nullable String outputRawFormat) {

        public Operation {
            inputParameters = List.copyOf(inputParameters);
        }
    }

    /**
     * One parameter of a request.
     *
     * @param in {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}; null when the file says
     *     nothing
     * @param value a template or literal that fixes the value; null when callers give it
     */
    public record Parameter(
            String name,
            @Nullable String in,
            @Nullable String type,
            @Nullable String description,
            @Nullable Boolean required,
            @Nullable String value) {}
}
