package io.portolan.compile;

import io.portolan.compile.DeclaredParameters.Declared;
import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.format.HeaderFields;
import io.portolan.plan.Extras;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RequestBody;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import io.portolan.spec.Fix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One consumed operation: its path split, its parameters placed, the forgotten ones inferred. */
final class OperationCompiler {

    /**
     * What is compiled.
     *
     * @param namespace what the process calls the API
     * @param name of the operation, unique in the namespace
     * @param path the whole path after the base URI
     * @param credential the names of the headers in which the namespace's credential travels
     * @param where the operation's path in the document
     * @param pathWhere what to blame the path on
     */
    record Source(
            String namespace,
            String name,
            String path,
            Consumes.Operation operation,
            DeclaredParameters declared,
            Overlay.Changes changes,
            Set<String> credential,
            String where,
            String pathWhere) {}

    /** Headers whose value a caller need not give though the API's description calls them required. */
    private static final Set<String> NEGOTIATED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NEGOTIATED.addAll(Set.of("Accept", "Accept-Encoding", "Authorization", "Content-Type", "User-Agent"));
    }

    private final ProblemLog log;
    private final ParameterTable table;
    private final List<String> withheld = new ArrayList<>();
    private final List<Declared> bodies = new ArrayList<>();
    /** The parameters of the path that have no place in it. */
    private final List<Integer> lost = new ArrayList<>();
    /** Those that say no place, by position. */
    private final Map<Integer, Declared> placeless = new LinkedHashMap<>();

    private List<String> inPath = List.of();
    /** The values that the file fixes, by the position of their parameters. */
    private final Map<Integer, Content> fixed = new LinkedHashMap<>();

    OperationCompiler(Variables variables, ProblemLog log) {
        this.log = log;
        this.table = new ParameterTable(variables);
    }

    ConsumedOperation compile(Source source) {
        Paths paths = Paths.of(source.path(), source.pathWhere(), log);
        inPath = Placeholders.names(paths.path());
        source.declared().all().forEach(declared -> add(declared, source.credential()));
        int[] partners = placeholders(paths.path(), source);
        PathTemplate template = paths.template(index -> hole(paths.path(), index, partners[index]));
        if (paths.query() != null) {
            literals(paths.query());
        }
        fixed.forEach((index, content) -> table.fix(index, () -> Contents.expression(content, table::text)));
        BodyCompiler body = new BodyCompiler(table, log);
        RequestBody request = body.compile(source.operation().body(), bodies, source.where());
        placeless.forEach(this::settle);
        refuseLost(source);
        UpstreamOperation operation = new UpstreamOperation(
                source.namespace(),
                source.name(),
                source.operation().method().toUpperCase(Locale.ROOT),
                template,
                table.parameters().stream()
                        .map(parameter -> parameter.withStyle(source.changes().style(parameter.name())))
                        .toList(),
                request,
                extras(request, source.changes().extras()));
        return new ConsumedOperation(
                source.where(),
                source.operation().name(),
                paths.likeness(),
                operation,
                table.inputs(),
                body.forwarded(),
                source.operation().output(),
                source.operation().outputParameters(),
                withheld);
    }

    /** A caller's JSON goes upstream as what the settings say, or else the file. */
    private static Extras extras(@Nullable RequestBody body, Extras extras) {
        String type = body instanceof RequestBody.Forwarded forwarded ? forwarded.contentType() : null;
        return type == null || extras.contentType() != null ? extras : extras.withContentType(type);
    }

    private void add(Declared declared, Set<String> credential) {
        Consumes.Parameter parameter = declared.parameter();
        if (body(parameter)) {
            bodies.add(declared);
            return;
        }
        Place place = place(declared);
        if (place == Place.HEADER && withheld(parameter, credential)) {
            withheld.add(parameter.name());
            return;
        }
        checkName(place, parameter.name(), declared.where() + ".name");
        UpstreamParameter upstream =
                new UpstreamParameter(parameter.name(), place, Types.of(parameter.type(), ValueType.ANY));
        if ("environment".equals(parameter.in())) {
            table.fixed(upstream.withValue(new Template(List.of(new Template.Variable(parameter.name())))));
            return;
        }
        // What the request accepts and holds is known without the caller.
        boolean known = place == Place.HEADER && NEGOTIATED.contains(parameter.name());
        boolean required = place == Place.PATH || (Boolean.TRUE.equals(parameter.required()) && !known);
        int index = table.input(upstream, required, parameter.description());
        if (parameter.in() == null && place == Place.QUERY) {
            placeless.put(index, declared);
        }
        if (parameter.value() != null && !names(parameter.value(), parameter.name())) {
            fixed.put(index, parameter.value());
        }
    }

    /** A value that the file fixes is the author's, who may well set a header that callers may not. */
    private static boolean withheld(Consumes.Parameter parameter, Set<String> credential) {
        boolean framing = HeaderFields.token(parameter.name()) && !HeaderFields.settable(parameter.name());
        return framing || (parameter.value() == null && credential.contains(parameter.name()));
    }

    /** Whether a value is nothing but the parameter's own name, which says that callers give it. */
    private static boolean names(Content value, String name) {
        return value instanceof Content.Text text
                && Placeholders.lone(text.text())
                && Placeholders.inValue(text.text()).getFirst().equals(name);
    }

    /** RFC 9110 5.1 and RFC 6265 4.1.1: the names of header fields and cookies are tokens. */
    private void checkName(Place place, String name, String where) {
        if ((place == Place.HEADER || place == Place.COOKIE) && !HeaderFields.token(name)) {
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

    private Place place(Declared declared) {
        String in = declared.parameter().in();
        return switch (in == null ? "" : in) {
            case "path" -> Place.PATH;
            case "query" -> Place.QUERY;
            case "header" -> Place.HEADER;
            case "cookie" -> Place.COOKIE;
            case "environment" -> Place.NONE;
            default -> Names.find(declared.parameter().name(), inPath) < 0 ? Place.QUERY : Place.PATH;
        };
    }

    /** One that does not say where it goes, and stands in no placeholder, is for the texts that read it, else for the query. */
    private void settle(int index, Declared declared) {
        if (table.read(index)) {
            table.unsent(index);
        } else if (!log.knows(declared.where() + ".in")) {
            log.warning(
                    declared.where(),
                    "parameter '" + declared.parameter().name()
                            + "' does not say where it goes; it is sent in the query"
                            + " (expected: in: path, query, header, cookie or body)");
        }
    }

    /** For each placeholder of the path the position of its parameter; a forgotten one is inferred. */
    private int[] placeholders(String path, Source source) {
        List<String> placeholders = Placeholders.names(path);
        List<String> distinct = placeholders.stream().distinct().toList();
        List<Integer> positions = positionsInPath();
        int[] pairs = Names.pair(
                distinct,
                positions.stream()
                        .map(position -> table.parameters().get(position).name())
                        .toList());
        Map<String, Integer> partners = new HashMap<>();
        Set<Integer> unused = new LinkedHashSet<>(positions);
        for (int index = 0; index < pairs.length; index++) {
            int partner = pairs[index] < 0 ? infer(distinct.get(index), source) : positions.get(pairs[index]);
            partners.put(distinct.get(index), partner);
            unused.remove(partner);
        }
        unused.forEach(table::unsent);
        lost.addAll(unused);
        return placeholders.stream().mapToInt(partners::get).toArray();
    }

    private List<Integer> positionsInPath() {
        List<Integer> positions = new ArrayList<>();
        for (int index = 0; index < table.parameters().size(); index++) {
            if (table.parameters().get(index).place() == Place.PATH) {
                positions.add(index);
            }
        }
        return positions;
    }

    private int infer(String placeholder, Source source) {
        String name = placeholder.endsWith("+") ? placeholder.substring(0, placeholder.length() - 1) : placeholder;
        String text = "placeholder {" + name + "} is not declared; it is taken as a required string";
        log.note(source.pathWhere(), text, new Fix.Declare(log.at(source.where()), name));
        return table.input(new UpstreamParameter(name, Place.PATH, ValueType.STRING), true, null);
    }

    /** Without what it was declared for, the request would be another one; unless a body or value is made of it. */
    private void refuseLost(Source source) {
        for (int index : lost) {
            String name = table.parameters().get(index).name();
            if (!table.read(index)) {
                log.error(
                        source.where(),
                        "the path '" + source.path() + "' has no placeholder for parameter '" + name + "' (expected: {"
                                + name + "})");
            }
        }
    }

    /** A placeholder that ends in a plus, as in AWS' descriptions, spans several segments. */
    private Template.Part hole(String path, int index, int partner) {
        String name = table.parameters().get(partner).name();
        return Placeholders.names(path).get(index).endsWith("+")
                ? new Template.Rest(partner, name)
                : new Template.Input(partner, name);
    }

    private void literals(String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Paths.plain(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                Expression value =
                        plain(Placeholders.pathValue(equals < 0 ? "" : pair.substring(equals + 1), table::meaning));
                Place place = equals < 0 ? Place.FLAG : Place.QUERY;
                table.fixed(new UpstreamParameter(name, place, ValueType.ANY).withValue(value));
            }
        }
    }

    /** The texts of a query as they are before they are encoded. */
    private static Template plain(Template query) {
        return new Template(query.parts().stream()
                .map(part -> part instanceof Template.Text text ? new Template.Text(Paths.plain(text.text())) : part)
                .toList());
    }
}
