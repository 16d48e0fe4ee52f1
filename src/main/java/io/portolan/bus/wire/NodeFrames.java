package io.portolan.bus.wire;

import io.portolan.bus.Progress;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.node.NodeIdentity;
import io.portolan.bus.node.NodeStanding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The layout of what nodes tell each other. */
final class NodeFrames {

    private static final int BEAT = 1;
    private static final int GONE = 2;
    private static final int ASK = 3;
    private static final int OFFER = 4;
    private static final int CALL = 5;
    private static final int ANSWERED = 6;
    private static final int FAILED = 7;
    private static final int DECLINED = 8;
    private static final int CANCELLED = 9;
    private static final int ADVANCED = 10;

    static void write(FrameWriter out, NodeFrame frame) {
        switch (frame) {
            case NodeFrame.Beat beat -> write(out, beat);
            case NodeFrame.Gone gone -> begin(out, GONE).text(gone.node());
            case NodeFrame.Ask ask -> begin(out, ASK).text(ask.from());
            case NodeFrame.Offer offer -> write(out, offer);
            case NodeFrame.Call call -> {
                begin(out, CALL).text(call.from());
                out.number(call.number());
                out.text(call.namespace());
                Frames.write(out, call.invocation());
            }
            case NodeFrame.Answered answered -> {
                begin(out, ANSWERED).number(answered.number());
                Frames.write(out, answered.result());
            }
            case NodeFrame.Failed failed -> {
                begin(out, FAILED).number(failed.number());
                Frames.write(out, failed.failure());
            }
            case NodeFrame.Declined declined -> begin(out, DECLINED).number(declined.number());
            case NodeFrame.Cancelled cancelled -> begin(out, CANCELLED).text(cancelled.requestId());
            case NodeFrame.Advanced advanced -> {
                begin(out, ADVANCED).text(advanced.requestId());
                write(out, advanced.progress());
            }
        }
    }

    static NodeFrame read(FrameReader in) {
        int kind = in.octet();
        return switch (kind) {
            case BEAT -> new NodeFrame.Beat(identity(in), standing(in), in.octet() != 0);
            case GONE -> new NodeFrame.Gone(in.text());
            case ASK -> new NodeFrame.Ask(in.text());
            case OFFER -> new NodeFrame.Offer(in.text(), in.text(), flows(in));
            case CALL -> new NodeFrame.Call(in.text(), in.number(), in.text(), Frames.readInvocation(in));
            case ANSWERED -> new NodeFrame.Answered(in.number(), Frames.readResult(in));
            case FAILED -> new NodeFrame.Failed(in.number(), Frames.readFailure(in));
            case DECLINED -> new NodeFrame.Declined(in.number());
            case CANCELLED -> new NodeFrame.Cancelled(in.text());
            case ADVANCED -> new NodeFrame.Advanced(in.text(), progress(in));
            default -> throw new MalformedFrameException("unknown kind " + kind + " of a node frame");
        };
    }

    private static FrameWriter begin(FrameWriter out, int kind) {
        out.octet(kind);
        return out;
    }

    private static void write(FrameWriter out, NodeFrame.Beat beat) {
        NodeIdentity who = beat.who();
        begin(out, BEAT).text(who.id());
        out.text(who.name());
        out.text(who.member());
        out.text(who.streams());
        out.number(who.roles().size());
        who.roles().forEach(out::text);
        out.text(who.version());
        out.octet(beat.standing().draining() ? 1 : 0);
        out.number(beat.standing().inFlight());
        out.text(beat.standing().offer());
        out.octet(beat.asks() ? 1 : 0);
    }

    private static NodeIdentity identity(FrameReader in) {
        return new NodeIdentity(in.text(), in.text(), in.nullableText(), in.text(), in.list(in::text), in.text());
    }

    private static NodeStanding standing(FrameReader in) {
        return new NodeStanding(in.octet() != 0, (int) in.number(), in.text());
    }

    private static void write(FrameWriter out, NodeFrame.Offer offer) {
        begin(out, OFFER).text(offer.node());
        out.text(offer.digest());
        out.number(offer.flows().size());
        offer.flows().forEach((namespace, digests) -> {
            out.text(namespace);
            out.number(digests.size());
            digests.forEach(out::text);
        });
    }

    private static Map<String, Set<String>> flows(FrameReader in) {
        Map<String, Set<String>> flows = new HashMap<>();
        in.list(() -> flows.put(in.text(), new HashSet<>(in.list(in::text))) == null);
        return flows;
    }

    private static void write(FrameWriter out, Progress progress) {
        out.fixed(Double.doubleToLongBits(progress.done()));
        out.number(progress.total());
        out.text(progress.message());
    }

    private static Progress progress(FrameReader in) {
        return new Progress(Double.longBitsToDouble(in.fixed()), (int) in.number(), in.text());
    }

    private NodeFrames() {}
}
