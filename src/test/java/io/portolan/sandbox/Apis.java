package io.portolan.sandbox;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.expr.Template;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameters;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RequestBody;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plans shaped like real capability files. */
final class Apis {

    static final Scheme BEARER = new Scheme.Bearer(new Template(List.of(new Template.Variable("env.KEY"))));

    private static final Pattern HOLE = Pattern.compile("\\{([^}]+)\\}");

    private Apis() {}

    static UpstreamPlan portkey() {
        return api(
                "portkey-batch",
                BEARER,
                "POST /batches",
                "GET /batches",
                "GET /batches/{batch_id}",
                "POST /batches/{batch_id}/cancel",
                "GET /batches/{batch_id}/output");
    }

    static UpstreamPlan truefoundry() {
        return api("ai-gateway-batches", BEARER, "POST /batches", "GET /batches/{batch_id}");
    }

    static UpstreamPlan mistral() {
        return api(
                "batch-batch-jobs",
                BEARER,
                "POST /batch/jobs",
                "GET /batch/jobs",
                "GET /batch/jobs/{job_id}",
                "POST /batch/jobs/{job_id}/cancel");
    }

    static UpstreamPlan forge() {
        return api(
                "forge-training-jobs",
                BEARER,
                "POST /forge/training/jobs",
                "GET /forge/training/jobs",
                "GET /forge/training/jobs/{job_id}",
                "POST /forge/training/jobs/{job_id}/cancel");
    }

    static UpstreamPlan together() {
        List<String> operations = new ArrayList<>(List.of(
                "GET /rl/checkpoints/{id}/download",
                "GET /rl/training-sessions",
                "POST /rl/training-sessions",
                "GET /rl/training-sessions/{session_id}",
                "POST /rl/training-sessions/{session_id}/stop"));
        for (String kind :
                List.of("forward-backward", "inference-checkpoint", "optim-step", "sample", "training-checkpoint")) {
            String path = "/rl/training-sessions/{session_id}/operations/" + kind;
            operations.add("POST " + path);
            operations.add("GET " + path + "/{operation_id}");
        }
        return api("together-ai-rl", BEARER, operations.toArray(String[]::new));
    }

    /** An API with these operations, each a method and a path. */
    static UpstreamPlan api(String namespace, Scheme scheme, String... operations) {
        List<Flow> flows = Arrays.stream(operations)
                .map(operation -> flow(namespace, operation))
                .toList();
        return new UpstreamPlan(
                namespace,
                namespace + ".yaml",
                BaseUriTemplate.SANDBOX,
                scheme,
                Map.of("env.KEY", BindingKey.environment("KEY")),
                flows,
                flows);
    }

    private static Flow flow(String namespace, String operation) {
        String[] words = operation.split(" ", 2);
        UpstreamOperation upstream =
                new UpstreamOperation(namespace, operation, words[0], path(words[1]), List.of(), body(words[0]));
        Step call = new Step.Call(upstream, List.of(), null);
        return new Flow(namespace, operation, "digest", new Parameters(List.of(), null), List.of(call));
    }

    private static @Nullable RequestBody body(String method) {
        return method.equals("POST") ? new RequestBody.Forwarded(null) : null;
    }

    private static PathTemplate path(String path) {
        return new PathTemplate(
                Arrays.stream(path.substring(1).split("/")).map(Apis::segment).toList());
    }

    private static Template segment(String segment) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(segment);
        int from = 0;
        while (hole.find()) {
            if (hole.start() > from) {
                parts.add(new Template.Text(segment.substring(from, hole.start())));
            }
            parts.add(new Template.Input(0, hole.group(1)));
            from = hole.end();
        }
        if (from < segment.length()) {
            parts.add(new Template.Text(segment.substring(from)));
        }
        return new Template(parts);
    }
}
