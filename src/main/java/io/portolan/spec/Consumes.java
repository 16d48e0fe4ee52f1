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
     * @param path its own, relative to the resource's or repeating it; null when it has none
     * @param body what the request carries; null when an input parameter is the body, or there is none
     * @param output what the answer is; all its texts null when the file says nothing
     * @param outputParameters what a later step may read of the answer
     */
    public record Operation(
            String name,
            @Nullable String label,
            @Nullable String description,
            String method,
            @Nullable String path,
            List<Parameter> inputParameters,
            @Nullable Body body,
            RawOutput output,
            List<Output> outputParameters) {

        public Operation {
            inputParameters = List.copyOf(inputParameters);
            outputParameters = List.copyOf(outputParameters);
        }
    }

    /**
     * The body of a request.
     *
     * @param type in lower case: {@code json}, {@code text}, {@code xml}, {@code form}, {@code multipart},
     *     {@code sparql}, {@code binary}
     * @param data null when the file gives none
     */
    public record Body(String type, @Nullable Content data) {}

    /**
     * What the bytes of an answer are.
     *
     * @param schema a file for avro and protobuf, a selector for html and markdown
     * @param maxBinarySize such as {@code 10 MiB}
     */
    public record RawOutput(
            @Nullable String format,
            @Nullable String schema,
            @Nullable String mediaType,
            @Nullable String maxBinarySize) {

        /** The file says nothing. */
        public static final RawOutput NONE = new RawOutput(null, null, null, null);
    }

    /**
     * One parameter of a request.
     *
     * @param in {@code path}, {@code query}, {@code header}, {@code cookie}, {@code body} or {@code environment}; null
     *     when the file says nothing
     * @param value what fixes the value; null when callers give it
     */
    public record Parameter(
            String name,
            @Nullable String in,
            @Nullable String type,
            @Nullable String description,
            @Nullable Boolean required,
            @Nullable Content value) {}
}
