package io.portolan.plan;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a plan: what {@code explain} shows, what golden tests compare, and what a flow's digest is made
 * of. Holds names of variables, never values.
 */
public final class PlanPrinter {

    private final StringBuilder text = new StringBuilder();

    /** Whether people read it, and not only a digest is made of it. */
    private final boolean shown;

    private PlanPrinter(boolean shown) {
        this.shown = shown;
    }

    /** The whole plan. */
    public static String print(PortolanPlan plan) {
        PlanPrinter printer = new PlanPrinter(true);
        plan.upstreams().forEach(printer::upstream);
        plan.flows().forEach(printer::flows);
        plan.restServers().forEach(server -> printer.text.append(RestText.print(server)));
        plan.mcpServers().forEach(server -> printer.text.append(McpText.print(server)));
        printer.text.append(McpText.print(plan.withoutPort()));
        plan.skillServers().forEach(server -> printer.text.append(SkillText.print(server)));
        return printer.text.toString();
    }

    /** What decides the requests that a flow sends: two flows with one text send the same ones. */
    public static String print(Parameters parameters, List<Step> steps, Output output) {
        PlanPrinter printer = new PlanPrinter(false);
        printer.parameters(parameters);
        steps.forEach(printer::step);
        printer.output(output);
        return printer.text.toString();
    }

    /** How requests to an API are addressed and authenticated. */
    public static String print(BaseUriTemplate baseUri, Scheme scheme, Map<String, BindingKey> bindings) {
        PlanPrinter printer = new PlanPrinter(false);
        printer.line("base ", baseUri);
        printer.scheme(scheme, bindings);
        return printer.text.toString();
    }

    private void upstream(UpstreamPlan upstream) {
        line("upstream ", upstream.namespace(), " ", upstream.baseUri(), " (", upstream.file(), ")");
        scheme(upstream.scheme().map(PlanPrinter::withoutLiterals), upstream.bindings());
        for (Flow flow : upstream.flows()) {
            line("  flow ", flow.name(), " @", flow.digest());
            parameters(flow.parameters());
            flow.steps().forEach(this::step);
            output(flow.output());
        }
    }

    private void flows(FlowsPlan flows) {
        line("flows ", flows.namespace(), " (", flows.file(), ")");
        for (Flow flow : flows.flows()) {
            line("  flow ", flow.name(), " @", flow.digest());
            parameters(flow.parameters());
            flow.steps().forEach(this::step);
            output(flow.output());
        }
    }

    private void output(Output output) {
        if (!output.equals(Output.WHOLE)) {
            line("    answer ", output);
        }
    }

    private void scheme(Scheme scheme, Map<String, BindingKey> bindings) {
        switch (scheme) {
            case Scheme.None none -> line("  auth none");
            case Scheme.Bearer bearer -> line("  auth bearer ", bearer.token());
            case Scheme.Basic basic -> line("  auth basic ", basic.username(), " ", basic.password());
            case Scheme.ApiKeys several ->
                several.keys()
                        .forEach(key ->
                                line("  auth apikey ", word(key.placement()), " ", key.name(), " ", key.value()));
            case Scheme.Digest digest -> line("  auth digest ", digest.username(), " ", digest.password());
            case Scheme.OAuth2 oauth -> oauth2(oauth);
        }
        new TreeMap<>(bindings).forEach((variable, key) -> line("  bind ", variable, " ", key));
    }

    private void oauth2(Scheme.OAuth2 oauth) {
        line(
                "  auth oauth2 ",
                oauth.tokenEndpoint(),
                " client ",
                oauth.clientId(),
                oauth.clientSecret() == null ? "" : " " + oauth.clientSecret(),
                oauth.clientInBody() ? " in the body" : "",
                oauth.refreshToken() == null ? "" : " refresh " + oauth.refreshToken());
        oauth.extras().forEach((name, value) -> line("    ", name, " ", value));
    }

    // A key may stand in a file as it is; the plan is shown to more people than the file.
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
        String pattern = parameter.pattern() == null ? "" : " matching " + parameter.pattern();
        line("    ", word, " ", parameter.name(), " ", parameter.type().word(), required, pattern);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Call call -> call(call);
            case Step.Invoke invoke -> invoke(invoke);
            case Step.Lookup lookup -> {
                String outputs = lookup.outputs().isEmpty() ? "" : " keeping " + String.join(", ", lookup.outputs());
                line(
                        "    step ",
                        lookup.name(),
                        turns(lookup.turns()),
                        " looks up ",
                        lookup.index(),
                        ".",
                        lookup.field());
                line("      by ", lookup.value(), outputs);
            }
            case Step.Transform transform ->
                line("    step ", transform.name(), turns(transform.turns()), " = ", transform.value());
        }
    }

    private void invoke(Step.Invoke invoke) {
        line(
                "    step ",
                invoke.name(),
                turns(invoke.turns()),
                " runs ",
                invoke.flow().id(),
                " @",
                invoke.flow().digest());
        for (int index = 0; index < invoke.arguments().size(); index++) {
            Expression argument = invoke.arguments().get(index);
            if (argument != null) {
                line("      ", invoke.flow().parameters().all().get(index).name(), " = ", argument);
            }
        }
        if (invoke.body() != null) {
            line("      body = ", invoke.body());
        }
        invoke.projection().forEach((name, path) -> line("      keeps ", name, " = ", path.text()));
    }

    private static String turns(Step.Turns turns) {
        Step.Condition condition = turns.condition();
        String when = condition == null
                ? ""
                : " when " + condition.left() + (condition.comparison() == null ? "" : " " + condition.comparison())
                        + (condition.right() == null ? "" : " " + condition.right());
        return when + (turns.each() == null ? "" : " for each of " + turns.each());
    }

    private void call(Step.Call call) {
        UpstreamOperation operation = call.operation();
        line("    call ", operation.method(), " ", operation.path(), call.forwardsBody() ? " with the body" : "");
        body(call);
        for (int index = 0; index < operation.parameters().size(); index++) {
            UpstreamParameter parameter = operation.parameters().get(index);
            Expression given = call.arguments().get(index);
            Expression argument = given == null ? parameter.value() : given;
            if (parameter.place() == UpstreamParameter.Place.FLAG) {
                line("      flag ", parameter.name());
            } else if (argument != null) {
                line("      ", word(parameter.place()), " ", parameter.name(), " = ", argument, style(parameter));
            }
        }
        extras(operation.extras());
    }

    private void body(Step.Call call) {
        if (call.body() != null) {
            line("      body = ", call.body());
        } else if (call.operation().body() instanceof RequestBody.Rendered rendered) {
            line("      body ", rendered.kind().word(), " = ", rendered.content());
        } else if (call.operation().body() instanceof RequestBody.Forwarded forwarded
                && forwarded.contentType() != null) {
            line("      body is ", forwarded.contentType());
        }
    }

    private static String style(UpstreamParameter parameter) {
        return parameter.style() == UpstreamParameter.usual(parameter.name())
                ? ""
                : " as " + parameter.style().word();
    }

    private void extras(Extras extras) {
        extras.headers().forEach((name, value) -> line("      add header ", name, " = ", secret(value)));
        extras.query().forEach((name, value) -> line("      add query ", name, " = ", secret(value)));
        if (extras.contentType() != null) {
            line("      body as ", extras.contentType(), " ", extras.formStyle().word());
        }
        Passthrough passthrough = extras.passthrough();
        if (!passthrough.headers().isEmpty()) {
            line("      allow header ", String.join(", ", passthrough.headers()));
        }
        if (passthrough.anyQuery() || !passthrough.query().isEmpty()) {
            line("      allow query ", passthrough.anyQuery() ? "*" : String.join(", ", passthrough.query()));
        }
    }

    private Template secret(Template value) {
        return shown ? withoutLiterals(value) : value;
    }

    static String id(Flow flow) {
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
