package io.portolan.plan;

import io.portolan.auth.Scheme;
import io.portolan.expr.Template;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a plan: what {@code explain} shows, what golden tests compare, and what a flow's digest is made
 * of. Holds names of variables, never values.
 */
public final class PlanPrinter {

    private final StringBuilder text = new StringBuilder();

    private PlanPrinter() {}

    /** The whole plan. */
    public static String print(PortolanPlan plan) {
        PlanPrinter printer = new PlanPrinter();
        plan.upstreams().forEach(printer::upstream);
        plan.restServers().forEach(printer::rest);
        plan.mcpServers().forEach(printer::mcp);
        return printer.text.toString();
    }

    /** What decides the requests that a flow sends: two flows with one text send the same ones. */
    public static String print(Parameters parameters, List<Step> steps) {
        PlanPrinter printer = new PlanPrinter();
        printer.parameters(parameters);
        steps.forEach(printer::step);
        return printer.text.toString();
    }

    /** How requests to an API are addressed and authenticated. */
    public static String print(BaseUri baseUri, Scheme scheme, Map<String, String> bindings) {
        PlanPrinter printer = new PlanPrinter();
        printer.line("base ", baseUri);
        printer.scheme(scheme, bindings);
        return printer.text.toString();
    }

    private void upstream(UpstreamPlan upstream) {
        line("upstream ", upstream.namespace(), " ", upstream.baseUri(), " (", upstream.file(), ")");
        scheme(withoutLiterals(upstream.scheme()), upstream.bindings());
        for (Flow flow : upstream.flows()) {
            line("  flow ", flow.name(), " @", flow.digest());
            parameters(flow.parameters());
            flow.steps().forEach(this::step);
        }
    }

    private void scheme(Scheme scheme, Map<String, String> bindings) {
        switch (scheme) {
            case Scheme.None none -> line("  auth none");
            case Scheme.Bearer bearer -> line("  auth bearer ", bearer.token());
            case Scheme.Basic basic -> line("  auth basic ", basic.username(), " ", basic.password());
            case Scheme.ApiKey key -> line("  auth apikey ", word(key.placement()), " ", key.name(), " ", key.value());
        }
        new TreeMap<>(bindings).forEach((variable, key) -> line("  bind ", variable, " environment ", key));
    }

    // A key may stand in a file as it is; the plan is shown to more people than the file.
    private static Scheme withoutLiterals(Scheme scheme) {
        return switch (scheme) {
            case Scheme.None none -> none;
            case Scheme.Bearer bearer -> new Scheme.Bearer(withoutLiterals(bearer.token()));
            case Scheme.Basic basic ->
                new Scheme.Basic(withoutLiterals(basic.username()), withoutLiterals(basic.password()));
            case Scheme.ApiKey key -> new Scheme.ApiKey(key.name(), withoutLiterals(key.value()), key.placement());
        };
    }

    private static Template withoutLiterals(Template secret) {
        return new Template(secret.parts().stream()
                .map(part -> part instanceof Template.Text ? new Template.Text("(literal)") : part)
                .toList());
    }

    private void parameters(Parameters parameters) {
        parameters.all().forEach(parameter -> parameter("in", parameter));
        if (parameters.body() != null) {
            parameter("body", parameters.body());
        }
    }

    private void parameter(String word, Parameter parameter) {
        String required = parameter.required() ? " required" : "";
        line("    ", word, " ", parameter.name(), " ", parameter.type().word(), required);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Call call -> call(call);
        }
    }

    private void call(Step.Call call) {
        UpstreamOperation operation = call.operation();
        line("    call ", operation.method(), " ", operation.path(), call.forwardsBody() ? " with the body" : "");
        for (int index = 0; index < operation.parameters().size(); index++) {
            UpstreamParameter parameter = operation.parameters().get(index);
            Template argument = call.arguments().get(index);
            if (argument != null) {
                line("      ", word(parameter.place()), " ", parameter.name(), " = ", argument);
            }
        }
    }

    private void rest(RestServer server) {
        line("rest ", server.port());
        for (RestRoute route : server.routes()) {
            if (route.operations().size() == 1) {
                RestOperation operation = route.operations().get(0);
                line("  ", route.method(), " ", route.path(), " -> ", id(operation.flow()));
                inputs(operation);
            } else {
                line("  ", route.method(), " ", route.path(), " -> choose ", namespaces(route));
            }
        }
    }

    private void inputs(RestOperation operation) {
        for (int index = 0; index < operation.inputs().size(); index++) {
            Parameter parameter = operation.parameters().all().get(index);
            line(
                    "      ",
                    operation.flow().parameters().all().get(index).name(),
                    " <- ",
                    input(operation, index, parameter));
        }
    }

    private static String input(RestOperation operation, int index, Parameter parameter) {
        return switch (operation.inputs().get(index)) {
            case RestInput.Path path -> "path " + parameter.name();
            case RestInput.Query query -> "query " + query.name();
            case RestInput.Header header -> "header " + header.name();
        };
    }

    private static String namespaces(RestRoute route) {
        return route.operations().stream().map(RestOperation::namespace).collect(Collectors.joining(", "));
    }

    private void mcp(McpServer server) {
        line("mcp ", server.port());
        for (McpEndpoint endpoint : server.endpoints()) {
            line("  ", endpoint.path());
            endpoint.tools().forEach((name, tool) -> tool(name, tool, endpoint));
        }
    }

    private void tool(String name, McpTool tool, McpEndpoint endpoint) {
        line("    ", name, " -> ", id(tool.flow()));
        if (endpoint.name().equals(tool.namespace())) {
            line("      schema ", tool.inputSchema());
        }
    }

    private static String id(Flow flow) {
        return flow.id() + " @" + flow.digest();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void line(@Nullable Object... pieces) {
        for (Object piece : pieces) {
            text.append(piece);
        }
        text.append('\n');
    }
}
