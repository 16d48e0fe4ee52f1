package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.format.Nearest;
import io.portolan.options.QueryStyle;
import io.portolan.plan.Extras;
import io.portolan.plan.Output;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.Passthrough;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RequestBody;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Consumes;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A resource that hands requests on as they are: one operation for each method, its path the base URI and what stands
 * in place of the last placeholder, its query and the trusted headers those of the caller.
 */
final class ForwardCompiler {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Adapter adapter;
    private final ProblemLog log;

    ForwardCompiler(Adapter adapter, ProblemLog log) {
        this.adapter = adapter;
        this.log = log;
    }

    List<RestOperation> compile(Exposes.Forward forward, PathTemplate path, String where) {
        ConsumedNamespace target = adapter.calls().namespace(forward.targetNamespace());
        if (target == null) {
            log.error(
                    where + ".targetNamespace",
                    "unknown namespace '" + forward.targetNamespace() + "'"
                            + Nearest.hint(
                                    forward.targetNamespace(), adapter.calls().namespaces()));
            return List.of();
        }
        boolean rest = !path.segments().isEmpty()
                && path.segments().getLast().parts().size() == 1
                && path.segments().getLast().parts().getFirst() instanceof Template.Rest;
        if (!rest) {
            log.error(where, "'" + path + "' says not where to forward to (expected: a path that ends in /{path})");
            return List.of();
        }
        List<RestOperation> operations = new ArrayList<>();
        METHODS.forEach(method -> operations.add(operation(method, forward, target, path)));
        return operations;
    }

    private RestOperation operation(
            String method, Exposes.Forward forward, ConsumedNamespace target, PathTemplate path) {
        Passthrough passthrough = new Passthrough(forward.trustedHeaders(), List.of(), true);
        Parameter rest = new Parameter("path", ValueType.STRING, true, null);
        UpstreamOperation operation = upstream(method, target, path, passthrough);
        ConsumedOperation consumed = new ConsumedOperation(
                "",
                operation.name(),
                "",
                operation,
                List.of(rest),
                new Parameter("body", ValueType.ANY, false, null),
                Consumes.RawOutput.NONE,
                List.of(),
                List.of());
        Parameters parameters = new Parameters(List.of(rest), consumed.body());
        FlowCompiler.Call call =
                new FlowCompiler.Call(parameters, List.of(Template.input(0, "path")), null, Output.WHOLE);
        return new RestOperation(
                adapter.name(),
                operation.name(),
                method,
                path,
                Map.of(),
                null,
                FlowCompiler.call(target, consumed, call),
                parameters,
                List.of(new RestInput.Path(holes(path) - 1)),
                adapter.guard(),
                passthrough,
                RestOperation.ANY_TYPE);
    }

    private static UpstreamOperation upstream(
            String method, ConsumedNamespace target, PathTemplate path, Passthrough passthrough) {
        Extras settings = target.changes().extras();
        return new UpstreamOperation(
                target.namespace(),
                "forward " + method + " " + path,
                method,
                new PathTemplate(List.of(new Template(List.of(new Template.Rest(0, "path"))))),
                List.of(new UpstreamParameter("path", Place.PATH, ValueType.STRING)),
                new RequestBody.Forwarded(null),
                new Extras(settings.headers(), settings.query(), null, QueryStyle.REPEAT, passthrough));
    }

    private static int holes(PathTemplate path) {
        return (int) path.segments().stream()
                .flatMap(segment -> segment.parts().stream())
                .filter(part -> !(part instanceof Template.Text))
                .count();
    }
}
