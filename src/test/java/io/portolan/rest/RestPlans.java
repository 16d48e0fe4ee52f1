package io.portolan.rest;

import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestRoute;
import io.portolan.plan.RestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plan records by hand, as the compiler would make them. */
final class RestPlans {

    /** One parameter and where a caller puts it. */
    record Input(Parameter parameter, RestInput place) {}

    static Input query(String name, ValueType type) {
        return new Input(new Parameter(name, type, false, null), new RestInput.Query(name));
    }

    static Input required(Input input) {
        Parameter parameter = input.parameter();
        return new Input(new Parameter(parameter.name(), parameter.type(), true, null), input.place());
    }

    static Input header(String name, ValueType type) {
        return new Input(new Parameter(name, type, false, null), new RestInput.Header(name));
    }

    static Parameter body(ValueType type, boolean required) {
        return new Parameter("body", type, required, null);
    }

    /** An operation of namespace {@code shop}; the path's holes are its first parameters. */
    static RestOperation operation(String method, String path, Input... inputs) {
        return operation("shop", method, path, null, inputs);
    }

    static RestOperation operation(
            String namespace, String method, String path, @Nullable Parameter body, Input... inputs) {
        List<Parameter> parameters = new ArrayList<>();
        List<RestInput> places = new ArrayList<>();
        for (String name : holes(path)) {
            places.add(new RestInput.Path(parameters.size()));
            parameters.add(new Parameter(name, ValueType.STRING, true, null));
        }
        for (Input input : inputs) {
            parameters.add(input.parameter());
            places.add(input.place());
        }
        Parameters all = new Parameters(parameters, body);
        String name = method.toLowerCase(Locale.ROOT);
        Flow flow = flow(namespace + "-api", name, all);
        return new RestOperation(namespace, name, method, path(path), null, flow, all, places, null);
    }

    static Flow flow(String namespace, String name, Parameters parameters) {
        return new Flow(namespace, name, "digest-of-" + name, parameters, List.of());
    }

    static RestRoute route(RestOperation operation) {
        return new RestRoute(operation.method(), operation.path(), List.of(operation));
    }

    static RestRoute shared(RestOperation first, RestOperation second) {
        return new RestRoute(first.method(), first.path(), List.of(first, second));
    }

    static RestServer server(RestRoute... routes) {
        return new RestServer(0, List.of(routes));
    }

    /** {@code /a/{x}/{y}.json} as the compiler splits it. */
    static PathTemplate path(String path) {
        List<Template> segments = new ArrayList<>();
        int hole = 0;
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty()) {
                continue;
            }
            List<Template.Part> parts = new ArrayList<>();
            for (String piece : segment.split("(?=\\{)|(?<=\\})", -1)) {
                if (piece.isEmpty()) {
                    continue;
                }
                parts.add(
                        piece.startsWith("{")
                                ? new Template.Input(hole++, piece.substring(1, piece.length() - 1))
                                : new Template.Text(piece));
            }
            segments.add(new Template(parts));
        }
        return new PathTemplate(segments);
    }

    private static List<String> holes(String path) {
        return Arrays.stream(path.split("[{}]", -1))
                .filter(piece -> path.contains("{" + piece + "}"))
                .toList();
    }

    private RestPlans() {}
}
