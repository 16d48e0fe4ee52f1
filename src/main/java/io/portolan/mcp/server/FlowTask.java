package io.portolan.mcp.server;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.format.MediaTypes;
import io.portolan.mcp.answer.FlowReply;
import io.portolan.mcp.answer.McpFailures;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.Task;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Reach;
import io.portolan.mcp.part.Taking;
import io.portolan.plan.Flow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a flow: that of a tool, or of a resource.
 *
 * @param headers of the caller that go upstream: the trace context, and what part of the answer is wanted
 * @param progress how the caller wants to hear how far it has come; null when it does not
 * @param reply turns the outcome into the answer
 */
record FlowTask(
        FlowCall call, List<Header> headers, ProgressTeller.@Nullable Wish progress, FlowReply reply, Serving serving)
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
        long begun = call.meter().begin();
        Invocation invocation = invocation(requestId);
        ProgressTeller teller = progress == null ? null : new ProgressTeller(caller, progress);
        caller.onGone(() -> serving.invoker().cancel(invocation.context()));
        return invoke(invocation, teller)
                .compose(result -> read(result, caller, teller, invocation.context()))
                .compose(answer -> outcome(answer, requestId))
                .otherwise(cause -> outcome(failure(cause, requestId)))
                .map(outcome -> {
                    call.meter().end(begun, outcome.status());
                    return outcome.reply();
                });
    }

    private Future<Result> invoke(Invocation invocation, @Nullable ProgressTeller teller) {
        Flow flow = call.flow();
        Duration every = serving.options().mcp().limits().progressEvery();
        return teller == null
                ? serving.invoker().invoke(flow.namespace(), invocation)
                : teller.call(serving.invoker(), flow, invocation, every);
    }

    private Future<Excerpt> read(Result result, Caller caller, @Nullable ProgressTeller teller, CallContext context) {
        Reach reach = reply.reach(result);
        return switch (result.body()) {
            case Body.Whole whole -> Future.succeededFuture(Excerpt.of(result, reach));
            case Body.Streamed streamed -> {
                Taking taking = Taking.begin(serving.vertx(), result, streamed.stream(), reach, context.deadline());
                caller.onGone(taking::cancel);
                if (teller != null) {
                    teller.reads(taking);
                }
                yield taking.excerpt();
            }
        };
    }

    /** A long answer is worked on where nobody waits. */
    private Future<Outcome> outcome(Excerpt answer, String requestId) {
        long atOnce = serving.options().mcp().limits().answer().bytes();
        Future<Reply> made = answer.bytes().length() > atOnce
                ? serving.workers().run(() -> reply.result(answer, requestId))
                : Future.succeededFuture(reply.result(answer, requestId));
        return made.map(done -> new Outcome(answer.answer().status(), done));
    }

    private Outcome outcome(Failure failure) {
        return new Outcome(McpFailures.status(failure), reply.failure(failure));
    }

    private Invocation invocation(String requestId) {
        Flow flow = call.flow();
        Duration total = flow.bounds().timeouts(serving.options().timeouts()).total();
        return new Invocation(
                flow.id(),
                flow.digest(),
                call.arguments(),
                call.body(),
                call.body() == null ? null : MediaTypes.JSON,
                headers,
                List.of(),
                true,
                call.repeatable(),
                new CallContext(requestId, System.currentTimeMillis() + total.toMillis(), Surface.MCP));
    }

    private static Failure failure(Throwable cause, String requestId) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        LOG.atError().addKeyValue("requestId", requestId).setCause(cause).log("call failed");
        return new Failure(Failure.Kind.INTERNAL, "a bug; the log says more under " + requestId);
    }
}
