package io.portolan.corpus;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call, and what must come of it.
 *
 * @param id 32 hexadecimal digits, the trace id that the call and the upstream request share
 * @param method of the HTTP request to make
 * @param target of the HTTP request to make, or an MCP endpoint
 * @param arguments of a tool call as JSON text, null for REST
 * @param blamed where a line would say why it is not served
 * @param arrival what must reach the upstream
 * @param answer what the upstream answers
 */
record Case(
        String id,
        Exposed exposed,
        String variant,
        String method,
        String target,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable Map<String, String> arguments,
        Arrival arrival,
        List<YamlTree.Lines> blamed,
        Answer answer) {

    /**
     * An answer of the upstream.
     *
     * @param shaped what the caller must get of it when the file maps a part only, null for the bytes as they are
     */
    record Answer(
            int status,
            @Nullable String contentType,
            Buffer body,
            @Nullable String shaped) {}

    /** What a test found wrong with a call. */
    record Mismatch(Case of, List<String> differences) {}

    String traceparent() {
        return "00-" + id + "-00f067aa0ba902b7-01";
    }

    @Override
    public String toString() {
        return exposed + " [" + variant + "]";
    }
}
