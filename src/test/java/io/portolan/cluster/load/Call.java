package io.portolan.cluster.load;

/** One call of the load. Everything of it happens on the load's event loop. */
final class Call {

    /** What the caller knows at the end. */
    enum Outcome {
        PENDING,
        DONE,
        FAILED,
        /** It was sent, and what became of it nobody can tell: right for what is not safe, when a node is lost. */
        UNKNOWN
    }

    final String id;
    final boolean safe;

    /** When it was due, whether or not it could be sent then. */
    final long begun;

    String edge = "";
    int resent;
    boolean delivered;
    long ended;
    Outcome outcome = Outcome.PENDING;
    String detail = "";

    Call(String id, boolean safe, long begun) {
        this.id = id;
        this.safe = safe;
        this.begun = begun;
    }

    void end(Outcome outcome, String detail) {
        this.outcome = outcome;
        this.detail = detail;
        ended = System.nanoTime();
    }

    double ms() {
        return (ended - begun) / 1e6;
    }

    @Override
    public String toString() {
        return id + " over " + edge + (resent > 0 ? " (sent again)" : "") + ": " + outcome + " after "
                + Math.round(ms()) + " ms " + detail;
    }
}
