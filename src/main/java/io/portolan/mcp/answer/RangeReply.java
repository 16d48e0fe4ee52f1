package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.ContentRange;
import io.portolan.mcp.part.Cut;
import io.portolan.mcp.part.Cutter;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Mark;
import io.portolan.mcp.part.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Gives a part of an answer that was asked for again: the upstream sent the part alone, or all of it, and then what comes
 * before is passed over. An answer that has changed since is told, never mixed with the one before.
 *
 * @param mark where the part begins
 */
record RangeReply(PartReply reply, Mark mark, Budget budget) implements FlowReply {

    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;

    @Override
    public Reach reach(Result answer) {
        ContentRange range = range(answer);
        if (fault(answer, range == null ? Reach.length(answer) : range.of()) != null) {
            return Reach.NONE;
        }
        return new Reach(answer.status() == PARTIAL ? 0 : mark.at(), budget.bytes(), Reach.Worth.ANY);
    }

    @Override
    public Reply result(Excerpt excerpt, String requestId) {
        ContentRange range = range(excerpt.answer());
        long length = range == null ? excerpt.length() : range.of();
        String fault = fault(excerpt.answer(), length);
        if (fault != null) {
            return reply.failed(fault);
        }
        byte[] read = excerpt.bytes().getBytes();
        if (read.length == 0) {
            return reply.failed(
                    excerpt.broken() == null ? "the answer has changed since: it is shorter now" : excerpt.broken());
        }
        boolean all = excerpt.ended() && (range == null || ends(range));
        Cut cut = new Cutter(mark.form(), mark.mediaType(), read, all).next(0, budget.bytes());
        return cut.to() == 0
                ? reply.failed("the upstream answered too little of it")
                : reply.part(cut.content(), mark.mediaType(), cut.form().text(), next(cut, length));
    }

    @Override
    public Reply failure(Failure failure) {
        return reply.failed(McpFailures.text(failure));
    }

    private boolean ends(ContentRange range) {
        return range.of() < 0 ? range.to() - range.from() < budget.bytes() : range.to() == range.of();
    }

    private @Nullable String next(Cut cut, long length) {
        return cut.last() ? null : budget.rest().again(mark.further(cut.form(), mark.at() + cut.to(), length));
    }

    /** Why the answer holds no such part; null when it does. */
    private @Nullable String fault(Result answer, long length) {
        int status = answer.status();
        if (status == NOT_SATISFIABLE || (status / 100 == 2 && mark.differs(answer, length))) {
            return "the answer has changed since; call again for what it is now";
        }
        if (status / 100 != 2) {
            return "the upstream answered " + status + " when asked again (expected: 200 or 206)";
        }
        ContentRange range = range(answer);
        return status == PARTIAL && (range == null || range.from() != mark.at())
                ? "the upstream answered another range than it was asked for"
                : null;
    }

    private static @Nullable ContentRange range(Result answer) {
        return answer.status() == PARTIAL ? ContentRange.of(answer) : null;
    }
}
