package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.Guard;
import io.portolan.plan.Parameter;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.portolan.spec.Exposes;
import io.portolan.spec.Fix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A REST adapter: its operations, each with its flow. */
final class RestCompiler {

    private final Adapter adapter;
    private final ActionCompiler actions;
    private final ProblemLog log;
    private final List<RestOperation> operations = new ArrayList<>();
    private final Set<String> requests = new HashSet<>();

    RestCompiler(Adapter adapter, ActionCompiler actions, ProblemLog log) {
        this.adapter = adapter;
        this.actions = actions;
        this.log = log;
    }

    List<RestOperation> compile(Exposes.Rest rest, String where) {
        for (int index = 0; index < rest.resources().size(); index++) {
            resource(rest, rest.resources().get(index), where + ".resources[" + index + "]");
        }
        return operations;
    }

    private void resource(Exposes.Rest rest, Exposes.Resource resource, String where) {
        Paths paths = Paths.of(resource.path(), where + ".path", log);
        if (paths.fragment() != null) {
            log.warning(where + ".path", "no request holds what stands behind '#'; it is left out of the path");
        }
        List<String> captures = Placeholders.names(paths.path());
        PathTemplate path = paths.template(index -> Captures.part(captures, index));
        if (resource.forward() != null) {
            new ForwardCompiler(adapter, log)
                    .compile(resource.forward(), path, where + ".forward").stream()
                            .filter(forward -> resource.operations().stream()
                                    .noneMatch(own -> own.method().equalsIgnoreCase(forward.method())))
                            .filter(forward -> requests.add(forward.method() + " " + path.shape() + "?null"))
                            .forEach(operations::add);
        }
        for (int index = 0; index < resource.operations().size(); index++) {
            Exposes.Operation operation = resource.operations().get(index);
            String here = where + ".operations[" + index + "]";
            List<Exposes.Input> inputs =
                    merge(List.of(rest.inputParameters(), resource.inputParameters(), operation.inputParameters()));
            String method = operation.method().toUpperCase(Locale.ROOT);
            RestOffer.Route route = new RestOffer.Route(adapter.namespace(), method, Captures.names(captures), inputs);
            RestOperation compiled = compile(route, paths, path, operation, here);
            boolean first = requests.add(method + " " + path.shape() + "?" + paths.query());
            if (!first) {
                log.warning(
                        here,
                        method + " " + resource.path() + " is exposed before by this adapter; this one is not served");
            } else if (compiled != null && log.sound(here)) {
                operations.add(compiled);
            }
        }
    }

    private @Nullable RestOperation compile(
            RestOffer.Route route, Paths paths, PathTemplate path, Exposes.Operation operation, String where) {
        String name = operation.name().isEmpty() ? route.method() + " " + path : operation.name();
        List<RestOffer> offered = new ArrayList<>();
        BoundCall bound = actions.compile(
                new ActionCompiler.Unit(
                        name,
                        operation.action(),
                        operation.outputParameters(),
                        new Calls.Exposed(route.method(), paths.likeness()),
                        where),
                wanted -> {
                    RestOffer offer = new RestOffer(route, wanted);
                    offered.add(offer);
                    return offer;
                });
        if (bound == null) {
            return null;
        }
        for (String capture : offered.getFirst().unusedCaptures()) {
            log.warning(where, "placeholder {" + capture + "} of the path is not used by the call");
        }
        warnOfKeys(bound, where);
        offered.getFirst().spelledOtherwise().forEach((placeholder, like) -> noteSpelling(where, placeholder, like));
        return new RestOperation(
                adapter.name(),
                operation.name(),
                route.method(),
                path,
                selector(paths.query()),
                operation.description() == null ? actions.description(operation.action()) : operation.description(),
                bound.flow(),
                bound.parameters(),
                bound.places(),
                adapter.guard(),
                bound.passthrough(),
                bound.bodyType());
    }

    /** What callers authenticate with is no input, so that one of that name is never given. */
    private void warnOfKeys(BoundCall bound, String where) {
        Guard guard = adapter.guard();
        for (int index = 0; guard != null && index < bound.places().size(); index++) {
            boolean taken = switch (bound.places().get(index)) {
                case RestInput.Header header -> guard.takesHeader(header.name());
                case RestInput.Query query -> guard.takesQuery(query.name());
                case RestInput.Cookie cookie -> guard.takesCookie(cookie.name());
                case RestInput.Path path -> false;
                case RestInput.Body body -> false;
            };
            Parameter parameter = bound.parameters().all().get(index);
            if (taken && parameter.required()) {
                log.warning(
                        where,
                        "input '" + parameter.name()
                                + "' is required, but callers authenticate with what has this name,"
                                + " which is not handed on: every call is refused (expected: another name for one of them)");
            }
        }
    }

    private void noteSpelling(String operation, String placeholder, String name) {
        String path = operation.substring(0, operation.lastIndexOf(".operations[")) + ".path";
        log.note(
                path,
                "placeholder {" + placeholder + "} stands for parameter '" + name + "'",
                new Fix.Replace(log.at(path), "{" + placeholder + "}", "{" + name + "}"));
    }

    /** What a query that stands in the path asks of a request's, by name. */
    private static Map<String, String> selector(@Nullable String query) {
        Map<String, String> selector = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            // A placeholder there is an input, which any value fits.
            if (!name.isEmpty() && pair.indexOf('{') < 0) {
                selector.put(Paths.plain(name), equals < 0 ? "" : Paths.plain(pair.substring(equals + 1)));
            }
        }
        return selector;
    }

    /** Of inputs with one name the later level's wins. */
    private static List<Exposes.Input> merge(List<List<Exposes.Input>> levels) {
        Map<String, Exposes.Input> merged = new LinkedHashMap<>();
        levels.forEach(level -> level.forEach(input -> merged.put(input.name(), input)));
        return List.copyOf(merged.values());
    }

    /** The placeholders of an exposed path; one that ends in a plus, or is called {@code path}, spans several segments. */
    private static final class Captures {

        private static final String REST_OF_PATH = "path";

        static Template.Part part(List<String> names, int index) {
            String name = names.get(index);
            boolean rest = index == names.size() - 1 && (name.endsWith("+") || name.equals(REST_OF_PATH));
            return rest ? new Template.Rest(index, bare(name)) : new Template.Input(index, bare(name));
        }

        static List<String> names(List<String> names) {
            return names.stream().map(Captures::bare).toList();
        }

        private static String bare(String name) {
            return name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
        }

        private Captures() {}
    }
}
