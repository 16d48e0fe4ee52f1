package io.portolan.mcp.server;

import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Progress;
import io.portolan.bus.Result;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.mcp.answer.Notifications;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.part.Taking;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.Revision;
import io.portolan.plan.Flow;
import io.portolan.plan.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a caller that wants to know how far its call has come: each step, or where there are none, the time, and the
 * bytes of an answer that is being read.
 */
final class ProgressTeller {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private final Caller caller;
    private final Wish wish;
    private double told;
    private @Nullable Taking taking;

    /**
     * How a request wants to be told.
     *
     * @param token of the client, as it was spelled
     */
    record Wish(Revision revision, Buffer token) {}

    ProgressTeller(Caller caller, Wish wish) {
        this.caller = caller;
        this.wish = wish;
    }

    /** Null when the request does not ask for progress. */
    static @Nullable Wish wish(Asked asked) {
        JsonMember token = asked.request().params().metaMember("progressToken");
        if (token == null) {
            return null;
        }
        String number = token.kind() == Kind.NUMBER ? token.text() : null;
        boolean integer = number != null && INTEGER.matcher(number).matches();
        return integer || token.kind() == Kind.STRING ? new Wish(asked.revision(), token.bytes()) : null;
    }

    /**
     * Calls a flow.
     *
     * @param every how often a call without steps says that it goes on
     */
    Future<Result> call(Invoker invoker, Flow flow, Invocation invocation, Duration every) {
        if (flow.steps().isEmpty() || flow.steps().getFirst() instanceof Step.Call) {
            long begun = System.nanoTime();
            caller.every(every, () -> elapsed(begun));
            return invoker.invoke(flow.namespace(), invocation);
        }
        return invoker.watch(flow.namespace(), invocation, this::advanced);
    }

    /** From now on its answer is being read. */
    void reads(Taking taking) {
        this.taking = taking;
    }

    private void advanced(Progress progress) {
        tell(progress.done(), (long) progress.total(), progress.message());
    }

    private void elapsed(long begun) {
        if (taking != null) {
            long length = taking.length();
            String of = length < 0 ? "" : " of " + length;
            tell((double) taking.received(), length < 0 ? null : length, taking.received() + of + " bytes");
            return;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        tell((double) seconds, null, seconds + " s");
    }

    private void tell(double done, @Nullable Long total, String message) {
        if (done > told) {
            told = done;
            caller.tell(Notifications.progress(wish.revision(), wish.token(), done, total, message));
        }
    }
}
