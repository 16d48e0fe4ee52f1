package io.portolan.plan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The plan as JSON, for programs; {@link PlanPrinter} says the same for people. Holds no value of a variable. */
public final class PlanJson {

    private PlanJson() {}

    /** {@code {upstreams, flows, rest, mcp, stdio, skills}}. */
    public static JsonObject of(PortolanPlan plan) {
        return new JsonObject()
                .put("upstreams", array(plan.upstreams(), PlanJson::upstream))
                .put("flows", array(plan.flows(), PlanJson::flows))
                .put("rest", array(plan.restServers(), PlanJson::rest))
                .put("mcp", array(plan.mcpServers(), PlanJson::mcp))
                .put("stdio", endpoint(plan.withoutPort()))
                .put("skills", array(plan.skillServers(), SkillText::json));
    }

    private static JsonObject upstream(UpstreamPlan upstream) {
        return new JsonObject()
                .put("namespace", upstream.namespace())
                .put("file", upstream.file())
                .put("baseUri", upstream.baseUri().toString())
                .put("variables", new JsonArray(upstream.scheme().variables()))
                .put("flows", array(upstream.flows(), PlanJson::flow));
    }

    private static JsonObject flows(FlowsPlan flows) {
        return new JsonObject()
                .put("namespace", flows.namespace())
                .put("file", flows.file())
                .put("flows", array(flows.flows(), PlanJson::flow));
    }

    private static JsonObject flow(Flow flow) {
        return new JsonObject()
                .put("name", flow.name())
                .put("digest", flow.digest())
                .put("parameters", array(flow.parameters().all(), PlanJson::parameter))
                .put("calls", array(flow.steps(), PlanJson::step));
    }

    private static JsonObject parameter(Parameter parameter) {
        return new JsonObject()
                .put("name", parameter.name())
                .put("type", parameter.type().word())
                .put("required", parameter.required());
    }

    private static JsonObject step(Step step) {
        return switch (step) {
            case Step.Call call ->
                new JsonObject()
                        .put("method", call.operation().method())
                        .put("path", call.operation().path().toString());
            case Step.Invoke invoke ->
                new JsonObject()
                        .put("step", invoke.name())
                        .put("flow", invoke.flow().id())
                        .put("digest", invoke.flow().digest());
            case Step.Lookup lookup ->
                new JsonObject().put("step", lookup.name()).put("index", lookup.index());
            case Step.Transform transform -> new JsonObject().put("step", transform.name());
        };
    }

    private static JsonObject rest(RestServer server) {
        return new JsonObject().put("port", server.port()).put("routes", array(server.routes(), PlanJson::route));
    }

    private static JsonObject route(RestRoute route) {
        List<String> flows = route.operations().stream()
                .map(operation -> operation.flow().id())
                .toList();
        return new JsonObject()
                .put("method", route.method())
                .put("path", route.path().toString())
                .put("flows", new JsonArray(flows));
    }

    private static JsonObject mcp(McpServer server) {
        return new JsonObject()
                .put("port", server.port())
                .put("endpoints", array(server.endpoints(), PlanJson::endpoint));
    }

    private static JsonObject endpoint(McpEndpoint endpoint) {
        JsonObject tools = new JsonObject();
        endpoint.tools().forEach((name, tool) -> tools.put(name, tool.flow().id()));
        return new JsonObject()
                .put("path", endpoint.path())
                .put("tools", tools)
                .put("resources", new JsonArray(List.copyOf(endpoint.resources().keySet())))
                .put(
                        "resourceTemplates",
                        new JsonArray(List.copyOf(endpoint.templates().keySet())))
                .put("prompts", new JsonArray(List.copyOf(endpoint.prompts().keySet())));
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> form) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }
}
