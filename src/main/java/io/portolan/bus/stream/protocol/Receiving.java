package io.portolan.bus.stream.protocol;

import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.portolan.bus.stream.protocol.StreamFrame.ToReader;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToReader;

/** A stream that comes from another node: whether what comes is what has to come. */
public final class Receiving {

    private long next;
    private long received;
    private long announced;
    private boolean over;

    // Told to the other node from another thread as well.
    private volatile long limit;

    /** @param limit how many bytes may come at first */
    public Receiving(long limit) {
        this.limit = limit;
    }

    /** A frame has come. */
    public Verdict take(ToReader frame) {
        if (over) {
            return Verdict.LATE;
        }
        return switch (frame) {
            case Bytes data -> take(data);
            case End end -> take(end);
            case Broken broken -> fault(broken.reason(), true);
            case UnreadableToReader unreadable -> fault("a frame cannot be read: " + unreadable.reason(), false);
        };
    }

    /** How many bytes may come, counted from the beginning. */
    public long limit() {
        return limit;
    }

    /** So many more may come. */
    public long allow(long bytes) {
        long raised = limit + bytes;
        limit = raised;
        return raised;
    }

    /**
     * The other node says which sequence number comes next. What it had sent when it said so the time before must have
     * come by now.
     */
    public Verdict hear(long sequence) {
        if (over) {
            return Verdict.LATE;
        }
        if (next < announced) {
            return fault("frames were lost", false);
        }
        announced = sequence;
        return Verdict.ACCEPTED;
    }

    /** Nobody reads it any more. */
    public void stop() {
        over = true;
    }

    private Verdict take(Bytes data) {
        if (data.sequence() != next) {
            return outOfOrder(data.sequence());
        }
        received += data.length();
        if (received > limit) {
            return fault("more came than was asked for", false);
        }
        next++;
        return Verdict.ACCEPTED;
    }

    private Verdict take(End end) {
        if (end.sequence() != next) {
            return outOfOrder(end.sequence());
        }
        if (end.length() != received) {
            return fault(received + " of " + end.length() + " bytes came", false);
        }
        over = true;
        return Verdict.COMPLETE;
    }

    private Verdict outOfOrder(long sequence) {
        return fault("frame " + sequence + " came (expected: " + next + ")", false);
    }

    private Verdict fault(String reason, boolean told) {
        over = true;
        return new Verdict.Fault(reason, told);
    }
}
