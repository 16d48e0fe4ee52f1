package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestOperation;
import io.portolan.spec.Exposes;
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

    private final Calls calls;
    private final ProblemLog log;

    RestCompiler(Calls calls, ProblemLog log) {
        this.calls = calls;
        this.log = log;
    }

    /**
     * Compiles one adapter.
     *
     * @param name what the process calls the namespace
     */
    List<RestOperation> compile(Exposes.Rest rest, String name, String where) {
        List<RestOperation> operations = new ArrayList<>();
        Set<String> shapes = new HashSet<>();
        for (int r = 0; r < rest.resources().size(); r++) {
            Exposes.Resource resource = rest.resources().get(r);
            String resourceWhere = where + ".resources[" + r + "]";
            List<String> captures = Placeholders.names(resource.path());
            PathTemplate path = Paths.compile(
                    resource.path(),
                    resourceWhere + ".path",
                    log,
                    index -> new Template.Input(index, captures.get(index)));
            for (int o = 0; o < resource.operations().size(); o++) {
                Exposes.Operation operation = resource.operations().get(o);
                String here = resourceWhere + ".operations[" + o + "]";
                List<Exposes.Input> inputs =
                        merge(List.of(rest.inputParameters(), resource.inputParameters(), operation.inputParameters()));
                RestOperation compiled =
                        compile(new Context(rest.namespace(), name, path, captures, inputs), operation, here);
                if (compiled != null) {
                    operations.add(compiled);
                }
                if (!shapes.add(operation.method() + " " + Paths.shape(path))) {
                    log.error(here, operation.method() + " " + resource.path() + " is exposed twice by this adapter");
                }
            }
        }
        return operations;
    }

    /** What the operations of one resource share. */
    private record Context(
            String adapter, String name, PathTemplate path, List<String> captures, List<Exposes.Input> inputs) {}

    private @Nullable RestOperation compile(Context context, Exposes.Operation operation, String where) {
        calls.identity(operation.outputParameters(), where);
        Calls.Found found = calls.find(operation.action(), where);
        if (found == null) {
            return null;
        }
        List<String> known = new ArrayList<>(context.captures());
        context.inputs().forEach(input -> known.add(input.name()));
        Map<String, WithValue> with = calls.with(found, context.adapter(), known, where);
        RestOffer offer =
                new RestOffer(context.captures(), context.inputs(), claimed(with), found.unclaimedInPath(with));
        BoundCall bound = new CallCompiler(found.namespace(), found.operation(), with, offer).compile();
        for (String capture : offer.unusedCaptures()) {
            log.warning(where, "placeholder {" + capture + "} of the path is not used by the call");
        }
        return new RestOperation(
                context.name(),
                operation.name(),
                operation.method().toUpperCase(Locale.ROOT),
                context.path(),
                operation.description(),
                bound.flow(),
                bound.parameters(),
                bound.places());
    }

    private static List<String> claimed(Map<String, WithValue> with) {
        List<String> names = new ArrayList<>();
        with.values().forEach(value -> {
            switch (value) {
                case WithValue.Reference reference -> names.add(reference.name());
                case WithValue.Text text ->
                    text.template().parts().forEach(part -> {
                        if (part instanceof Template.Input input) {
                            names.add(input.name());
                        }
                    });
            }
        });
        return names;
    }

    /** Of inputs with one name the later level's wins. */
    private static List<Exposes.Input> merge(List<List<Exposes.Input>> levels) {
        Map<String, Exposes.Input> merged = new LinkedHashMap<>();
        levels.forEach(level -> level.forEach(input -> merged.put(input.name(), input)));
        return List.copyOf(merged.values());
    }
}
