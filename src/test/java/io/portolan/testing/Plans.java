package io.portolan.testing;

import io.portolan.auth.Scheme;
import io.portolan.bus.CallContext;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.BaseUri;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RequestBody;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.plan.UpstreamPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans made by hand, as the compiler makes them from a file. */
public final class Plans {

    private static final Pattern HOLE = Pattern.compile("\\{\\{([^}]+)}}|\\{([^}]+)}|[^{]+");

    /** {@code Authorization: Bearer} with the value of {@code PORTKEY_API_KEY}. */
    public static final Scheme PORTKEY_KEY =
            new Scheme.Bearer(new Template(List.of(new Template.Variable("PORTKEY_API_KEY"))));

    private Plans() {}

    /** The namespace {@code portkey-batch} with three of its operations. */
    public static UpstreamPlan portkeyBatch(BaseUri baseUri, Scheme scheme) {
        Flow retrieve =
                flow(operation("portkey-batch.retrievebatch", "GET", "/batches/{batch_id}", path("batch_id")), false);
        Flow list =
                flow(operation("portkey-batch.listbatches", "GET", "/batches", query("after"), query("limit")), false);
        Flow create = flow(operation("portkey-batch.createbatch", "POST", "/batches"), true);
        List<Flow> flows = List.of(retrieve, list, create);
        return new UpstreamPlan(
                "portkey-batch", "portkey-batch.yaml", BaseUriTemplate.of(baseUri), scheme, Map.of(), flows, flows);
    }

    /** The flow of one call: its parameters are the operation's, those in the path required. */
    public static Flow flow(UpstreamOperation operation, boolean withBody) {
        List<Parameter> parameters = operation.parameters().stream()
                .map(each -> new Parameter(each.name(), each.type(), each.place() == Place.PATH, null))
                .toList();
        Parameter body = withBody ? new Parameter("body", ValueType.OBJECT, true, null) : null;
        List<Expression> arguments = IntStream.range(0, parameters.size())
                .<Expression>mapToObj(
                        index -> Template.input(index, parameters.get(index).name()))
                .toList();
        return new Flow(
                operation.namespace(),
                operation.name(),
                "digest-of-" + operation.name(),
                new Parameters(parameters, body),
                List.of(new Step.Call(withBody ? withBody(operation) : operation, arguments, null)));
    }

    private static UpstreamOperation withBody(UpstreamOperation operation) {
        return new UpstreamOperation(
                operation.namespace(),
                operation.name(),
                operation.method(),
                operation.path(),
                operation.parameters(),
                new RequestBody.Forwarded(null));
    }

    /** A call of this flow with these texts as arguments, null for none, and ten seconds to live. */
    public static Invocation invocation(Flow flow, @Nullable String... arguments) {
        List<Value> values = new ArrayList<>();
        for (String argument : arguments) {
            values.add(argument == null ? null : new Value.Text(argument));
        }
        return new Invocation(
                flow.id(),
                flow.digest(),
                values,
                null,
                null,
                List.of(),
                new CallContext(
                        "00000000-0000-4000-8000-000000000000", System.currentTimeMillis() + 10_000, Surface.REST));
    }

    /** An operation; {@code id} is {@code namespace.name}, holes in the path are named after parameters. */
    public static UpstreamOperation operation(String id, String method, String path, UpstreamParameter... parameters) {
        int dot = id.indexOf('.');
        List<String> names =
                Arrays.stream(parameters).map(UpstreamParameter::name).toList();
        return new UpstreamOperation(
                id.substring(0, dot), id.substring(dot + 1), method, template(path, names), List.of(parameters), null);
    }

    public static UpstreamParameter path(String name) {
        return new UpstreamParameter(name, Place.PATH, ValueType.STRING);
    }

    public static UpstreamParameter query(String name) {
        return new UpstreamParameter(name, Place.QUERY, ValueType.ANY);
    }

    public static UpstreamParameter header(String name) {
        return new UpstreamParameter(name, Place.HEADER, ValueType.STRING);
    }

    public static UpstreamParameter cookie(String name) {
        return new UpstreamParameter(name, Place.COOKIE, ValueType.STRING);
    }

    private static PathTemplate template(String path, List<String> names) {
        List<Template> segments = new ArrayList<>();
        for (String segment :
                path.equals("/") ? new String[0] : path.substring(1).split("/", -1)) {
            segments.add(segment(segment, names));
        }
        return new PathTemplate(segments);
    }

    private static Template segment(String segment, List<String> names) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher matcher = HOLE.matcher(segment);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                parts.add(new Template.Variable(matcher.group(1)));
            } else if (matcher.group(2) != null) {
                parts.add(new Template.Input(names.indexOf(matcher.group(2)), matcher.group(2)));
            } else {
                parts.add(new Template.Text(matcher.group()));
            }
        }
        return new Template(parts);
    }
}
