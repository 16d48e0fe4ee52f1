package io.portolan.bus.stream.protocol;

/** What a frame means to who reads the stream. */
public sealed interface Verdict {

    /** Its bytes are the next. */
    record Accepted() implements Verdict {}

    /** All of it has come. */
    record Complete() implements Verdict {}

    /** The stream was over before. */
    record Late() implements Verdict {}

    /**
     * The stream is over before its end.
     *
     * @param told whether the other node says so, and therefore knows
     */
    record Fault(String reason, boolean told) implements Verdict {}

    Verdict ACCEPTED = new Accepted();
    Verdict COMPLETE = new Complete();
    Verdict LATE = new Late();
}
