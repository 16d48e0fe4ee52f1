package io.portolan.bus.node;

import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.Progress;
import io.portolan.bus.Result;
import java.util.Map;
import java.util.Set;

/** What one node tells another. */
public sealed interface NodeFrame {

    /** The name of the codec; no message of this type is sent without it. */
    String CODEC = "portolan.node";

    /**
     * It lives: told to all, regularly and when something changed.
     *
     * @param asks whether it wants to hear at once of those that hear it
     */
    record Beat(NodeIdentity who, NodeStanding standing, boolean asks) implements NodeFrame {}

    /** It leaves; whatever was sent to it and is not answered is lost. */
    record Gone(String node) implements NodeFrame {}

    /** It wants to know what the other serves. */
    record Ask(String from) implements NodeFrame {}

    /**
     * What it serves.
     *
     * @param digest of the whole
     * @param flows the digests of flows, by namespace
     */
    record Offer(String node, String digest, Map<String, Set<String>> flows) implements NodeFrame {}

    /**
     * A call.
     *
     * @param from the node that wants the answer
     * @param number names the call to that node
     */
    record Call(String from, long number, String namespace, Invocation invocation) implements NodeFrame {}

    /** What came of a call. */
    sealed interface Outcome extends NodeFrame {

        long number();
    }

    /** It has a result. */
    record Answered(long number, Result result) implements Outcome {}

    /** It has none. */
    record Failed(long number, Failure failure) implements Outcome {}

    /** Nothing was done: its flow is not served there. */
    record Declined(long number) implements Outcome {}

    /** Nobody waits for this request any more. */
    record Cancelled(String requestId) implements NodeFrame {}

    /** A call has come so far. */
    record Advanced(String requestId, Progress progress) implements NodeFrame {}
}
