package io.portolan.plan;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.options.LimitChanges;
import io.portolan.options.RedirectOptions;
import io.portolan.options.StreamChanges;
import io.portolan.options.TimeoutChanges;
import java.util.List;
import java.util.Map;

/**
 * One consumed namespace: an API, and every flow its consumer runs.
 *
 * @param file the capability file it comes from
 * @param bindings where the values are, by variable name
 * @param operations the flows that other Vert.x apps may call, one an operation
 * @param flows every flow, the operations' own included
 * @param limits that differ from the process's
 * @param timeouts that differ from the process's
 * @param streams what differs from the process's for bodies that are passed on as they come
 * @param redirects which are followed
 */
public record UpstreamPlan(
        String namespace,
        String file,
        BaseUriTemplate baseUri,
        Scheme scheme,
        Map<String, BindingKey> bindings,
        List<Flow> operations,
        List<Flow> flows,
        LimitChanges limits,
        TimeoutChanges timeouts,
        StreamChanges streams,
        RedirectOptions redirects) {

    public UpstreamPlan {
        bindings = Map.copyOf(bindings);
        operations = List.copyOf(operations);
        flows = List.copyOf(flows);
    }

    /** A namespace with the limits and timeouts of the process. */
    public UpstreamPlan(
            String namespace,
            String file,
            BaseUriTemplate baseUri,
            Scheme scheme,
            Map<String, BindingKey> bindings,
            List<Flow> operations,
            List<Flow> flows) {
        this(
                namespace,
                file,
                baseUri,
                scheme,
                bindings,
                operations,
                flows,
                LimitChanges.NONE,
                TimeoutChanges.NONE,
                StreamChanges.NONE,
                RedirectOptions.NONE);
    }
}
