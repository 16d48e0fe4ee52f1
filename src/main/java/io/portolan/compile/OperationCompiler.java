package io.portolan.compile;

import io.portolan.compile.DeclaredParameters.Declared;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One consumed operation: its path split, its parameters placed, the forgotten ones inferred. */
final class OperationCompiler {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final Variables variables;
    private final ProblemLog log;

    private final List<UpstreamParameter> parameters = new ArrayList<>();
    private final List<Parameter> inputs = new ArrayList<>();
    private final List<@Nullable Template> fixed = new ArrayList<>();
    private @Nullable Parameter body;

    OperationCompiler(Variables variables, ProblemLog log) {
        this.variables = variables;
        this.log = log;
    }

    ConsumedOperation compile(
            String namespace,
            String path,
            Consumes.Operation operation,
            DeclaredParameters declared,
            String where,
            String resourceWhere) {
        declared.all().forEach(parameter -> add(parameter));
        int[] partners = placeholders(path, resourceWhere + ".path");
        PathTemplate template = Paths.compile(path, resourceWhere + ".path", log, index -> {
            int partner = partners[index];
            return new Template.Input(partner, parameters.get(partner).name());
        });
        UpstreamOperation upstream = new UpstreamOperation(
                namespace, operation.name(), operation.method().toUpperCase(Locale.ROOT), template, parameters);
        if (body != null
                && (upstream.method().equals("GET") || upstream.method().equals("HEAD"))) {
            log.warning(where + ".method", upstream.method() + " with a body; many servers ignore or refuse it");
        }
        return new ConsumedOperation(upstream, inputs, fixed, body);
    }

    private void add(Declared declared) {
        Consumes.Parameter parameter = declared.parameter();
        if (body(parameter)) {
            addBody(declared);
            return;
        }
        Place place = place(declared);
        checkName(place, parameter.name(), declared.where() + ".name");
        boolean required = Boolean.TRUE.equals(parameter.required()) || place == Place.PATH;
        String value = parameter.value() instanceof Content.Text text ? text.text() : null;
        add(
                parameter,
                place,
                required,
                value == null ? null : variables.template(value, declared.where() + ".value", log));
    }

    private void add(Consumes.Parameter parameter, Place place, boolean required, @Nullable Template value) {
        ValueType type = Types.of(parameter.type(), ValueType.ANY);
        parameters.add(new UpstreamParameter(parameter.name(), place, type));
        inputs.add(new Parameter(parameter.name(), type, required, parameter.description()));
        fixed.add(value);
    }

    /** RFC 9110 5.1 and RFC 6265 4.1.1: the names of header fields and cookies are tokens. */
    private void checkName(Place place, String name, String where) {
        boolean token = name.chars().allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0));
        if ((place == Place.HEADER || place == Place.COOKIE) && !token) {
            log.error(
                    where, "'" + name + "' is no name of a header or cookie (expected: letters, digits, '-' and '_')");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            log.error(where, "the name holds a control character");
        }
    }

    private static boolean body(Consumes.Parameter parameter) {
        return parameter.in() == null
                ? parameter.name().equals("body")
                : parameter.in().equals("body");
    }

    private void addBody(Declared declared) {
        Consumes.Parameter parameter = declared.parameter();
        if (body != null) {
            log.error(declared.where(), "a second body parameter '" + parameter.name() + "' (expected: one at most)");
        }
        if (parameter.value() != null) {
            log.error(declared.where() + ".value", "a fixed body is not supported yet (expected: no value)");
        }
        body = new Parameter(
                parameter.name(),
                Types.of(parameter.type(), ValueType.ANY),
                Boolean.TRUE.equals(parameter.required()),
                parameter.description());
    }

    private Place place(Declared declared) {
        String in = declared.parameter().in();
        return switch (in == null ? "" : in) {
            case "path" -> Place.PATH;
            case "query" -> Place.QUERY;
            case "header" -> Place.HEADER;
            case "cookie" -> Place.COOKIE;
            case "environment" -> {
                log.error(
                        declared.where() + ".in", "'environment' is not supported yet (expected: value: '{{env.X}}')");
                yield Place.QUERY;
            }
            default -> {
                if (!log.knows(declared.where() + ".in")) {
                    log.warning(
                            declared.where(),
                            "parameter '" + declared.parameter().name()
                                    + "' does not say where it goes; it is sent in the query"
                                    + " (expected: in: path, query, header, cookie or body)");
                }
                yield Place.QUERY;
            }
        };
    }

    /** For each placeholder of the path the position of its parameter; a forgotten one is inferred. */
    private int[] placeholders(String path, String where) {
        List<String> placeholders = Placeholders.names(path);
        List<Integer> positions = positionsInPath();
        int[] partners = Names.pair(
                placeholders,
                positions.stream()
                        .map(position -> parameters.get(position).name())
                        .toList());
        Set<Integer> unused = new LinkedHashSet<>(positions);
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] >= 0) {
                partners[index] = positions.get(partners[index]);
                unused.remove(partners[index]);
            } else {
                partners[index] = infer(placeholders.get(index), where);
            }
        }
        for (int position : unused) {
            String name = parameters.get(position).name();
            log.error(where, "the path has no placeholder for parameter '" + name + "' (expected: {" + name + "})");
        }
        return partners;
    }

    private List<Integer> positionsInPath() {
        List<Integer> positions = new ArrayList<>();
        for (int index = 0; index < parameters.size(); index++) {
            if (parameters.get(index).place() == Place.PATH) {
                positions.add(index);
            }
        }
        return positions;
    }

    private int infer(String name, String where) {
        log.note(where, "placeholder {" + name + "} is not declared; it is taken as a required string");
        add(new Consumes.Parameter(name, "path", "string", null, true, null), Place.PATH, true, null);
        return parameters.size() - 1;
    }
}
