package io.portolan.mcp.server;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.format.MediaTypes;
import io.portolan.mcp.answer.CallReply;
import io.portolan.mcp.answer.McpFailures;
import io.portolan.mcp.answer.Reply;
import io.portolan.plan.Flow;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a tool's flow.
 *
 * @param arguments by the flow's positions
 * @param trace the trace context, as header fields
 * @param reply turns the outcome into the answer
 */
record FlowTask(
        ServedTool tool,
        List<@Nullable Value> arguments,
        @Nullable Body body,
        List<Header> trace,
        CallReply reply,
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
        Flow flow = tool.tool().flow();
        String requestId = caller.requestId();
        long begun = tool.meter().begin();
        return serving.invoker()
                .invoke(flow.namespace(), invocation(flow, requestId))
                .map(result -> new Outcome(result.status(), reply.result(result, requestId)))
                .otherwise(cause -> outcome(failure(cause, requestId)))
                .map(outcome -> {
                    tool.meter().end(begun, outcome.status());
                    return outcome.reply();
                });
    }

    private Outcome outcome(Failure failure) {
        return new Outcome(McpFailures.status(failure), reply.failure(failure));
    }

    private Invocation invocation(Flow flow, String requestId) {
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
