package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Reach;

/** Turns what became of a flow into the answer of the request that asked for it. */
public interface FlowReply {

    /** How much of the body of an answer is of use; asked before any of it is read. */
    Reach reach(Result answer);

    /** There is an answer of an upstream, whatever its status, of which that much was read. */
    Reply result(Excerpt answer, String requestId);

    /** There is none. */
    Reply failure(Failure failure);
}
