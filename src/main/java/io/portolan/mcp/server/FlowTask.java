package io.portolan.mcp.server;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.format.MediaTypes;
import io.portolan.mcp.answer.FlowReply;
import io.portolan.mcp.answer.McpFailures;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.Task;
import io.portolan.plan.Flow;
import io.portolan.telemetry.CallMeter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a flow: that of a tool, or of a resource.
 *
 * @param arguments by the flow's positions
 * @param trace the trace context, as header fields
 * @param progress how the caller wants to hear how far it has come; null when it does not
 * @param reply turns the outcome into the answer
 */
record FlowTask(
        Flow flow,
        CallMeter meter,
        List<@Nullable Value> arguments,
        @Nullable Body body,
        List<Header> trace,
        ProgressTeller.@Nullable Wish progress,
        FlowReply reply,
        Serving serving)
        implements Task {

    private static final Logger LOG = LoggerFactory.getLogger(FlowTask.class);

    /**
     * What became of a call.
     *
     * @param status the HTTP status it amounts to, for metrics
     */
    private record Outcome(int status, Reply reply) {}

    @Override
    public Future<Reply> run(Caller caller) {
        String requestId = caller.requestId();
        long begun = meter.begin();
        Invocation invocation = invocation(requestId);
        caller.onGone(() -> serving.invoker().cancel(invocation.context()));
        return call(invocation, caller)
                .compose(result -> outcome(result, requestId))
                .otherwise(cause -> outcome(failure(cause, requestId)))
                .map(outcome -> {
                    meter.end(begun, outcome.status());
                    return outcome.reply();
                });
    }

    /** A long answer is worked on where nobody waits. */
    private Future<Outcome> outcome(Result result, String requestId) {
        Future<Reply> answer =
                length(result) > serving.options().mcp().limits().answer().bytes()
                        ? serving.workers().run(() -> reply.result(result, requestId))
                        : Future.succeededFuture(reply.result(result, requestId));
        return answer.map(made -> new Outcome(result.status(), made));
    }

    private static long length(Result result) {
        return switch (result.body()) {
            case Body.Whole whole -> whole.bytes().length();
        };
    }

    private Future<Result> call(Invocation invocation, Caller caller) {
        if (progress == null) {
            return serving.invoker().invoke(flow.namespace(), invocation);
        }
        Duration every = serving.options().mcp().limits().progressEvery();
        return new ProgressTeller(caller, progress).call(serving.invoker(), flow, invocation, every);
    }

    private Outcome outcome(Failure failure) {
        return new Outcome(McpFailures.status(failure), reply.failure(failure));
    }

    private Invocation invocation(String requestId) {
        long total = flow.bounds().total(serving.options().timeouts()).toMillis();
        long deadline = System.currentTimeMillis() + total;
        return new Invocation(
                flow.id(),
                flow.digest(),
                arguments,
                body,
                body == null ? null : MediaTypes.JSON,
                trace,
                new CallContext(requestId, deadline, Surface.MCP));
    }

    private static Failure failure(Throwable cause, String requestId) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        LOG.atError().addKeyValue("requestId", requestId).setCause(cause).log("call failed");
        return new Failure(Failure.Kind.INTERNAL, "a bug; the log says more under " + requestId);
    }
}
