package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;

/** Turns what became of a flow into the answer of the request that asked for it. */
public interface FlowReply {

    /** There is an answer of an upstream, whatever its status. */
    Reply result(Result result, String requestId);

    /** There is none. */
    Reply failure(Failure failure);
}
