package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.ValueType;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code completion/complete}: the values of an argument where they are known. */
final class CompletionMethods {

    private static final String REFERENCE =
            "params.ref: missing or wrong (expected: {\"type\":\"ref/prompt\",\"name\"} or {\"type\":\"ref/resource\",\"uri\"})";
    private static final String ARGUMENT =
            "params.argument: missing or wrong (expected: {\"name\",\"value\"}, both strings)";

    private final McpEndpoint endpoint;
    private final EndpointDocuments documents;

    CompletionMethods(McpEndpoint endpoint, EndpointDocuments documents) {
        this.endpoint = endpoint;
        this.documents = documents;
    }

    Reply complete(Asked asked) {
        JsonNode reference = asked.object("ref");
        JsonNode argument = asked.object("argument");
        if (reference == null) {
            return invalid(asked, REFERENCE);
        }
        if (argument == null
                || !argument.path("name").isTextual()
                || !argument.path("value").isTextual()) {
            return invalid(asked, ARGUMENT);
        }
        String name = argument.path("name").textValue();
        String begun = argument.path("value").textValue();
        return switch (reference.path("type").asText()) {
            case "ref/prompt" -> prompt(asked, reference.path("name").asText(), name);
            case "ref/resource" -> resource(asked, reference.path("uri").asText(), name, begun);
            default -> invalid(asked, REFERENCE);
        };
    }

    private Reply prompt(Asked asked, String name, String argument) {
        McpPrompt prompt = endpoint.prompts().get(name);
        if (prompt == null) {
            return invalid(asked, "params.ref.name: unknown prompt " + Quote.of(name));
        }
        List<String> names =
                prompt.arguments().stream().map(McpPrompt.Argument::name).toList();
        return names.contains(argument)
                ? documents.completion(asked.id(), asked.revision(), List.of())
                : unknown(asked, argument, names);
    }

    private Reply resource(Asked asked, String uri, String variable, String begun) {
        if (endpoint.resources().containsKey(uri)) {
            return unknown(asked, variable, List.of());
        }
        McpResource template = endpoint.templates().get(uri);
        if (template == null) {
            return invalid(asked, "params.ref.uri: unknown resource template " + Quote.of(uri));
        }
        List<String> variables = template.uri().variables();
        return variables.contains(variable)
                ? documents.completion(asked.id(), asked.revision(), values(template, variable, begun))
                : unknown(asked, variable, variables);
    }

    private static List<String> values(McpResource template, String variable, String begun) {
        List<String> values = new ArrayList<>();
        Parameter parameter = parameter(template, variable);
        if (parameter != null && parameter.type() == ValueType.BOOLEAN) {
            values.add("true");
            values.add("false");
        }
        values.removeIf(value -> !value.startsWith(begun));
        return values;
    }

    private static @Nullable Parameter parameter(McpResource template, String variable) {
        if (template.origin() instanceof McpResource.Operation operation) {
            int index = operation.parameters().indexOf(variable);
            return index < 0 ? null : operation.parameters().all().get(index);
        }
        return null;
    }

    private Reply unknown(Asked asked, String argument, List<String> known) {
        return invalid(
                asked,
                "params.argument.name: unknown argument " + Quote.of(argument) + " (expected: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ")");
    }

    private Reply invalid(Asked asked, String why) {
        return documents.error(asked.id(), RpcError.invalidParams(why));
    }
}
