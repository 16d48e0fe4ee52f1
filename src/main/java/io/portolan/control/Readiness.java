package io.portolan.control;

import java.util.concurrent.atomic.AtomicReference;

/** Whether this process wants traffic. A missing key does not make it unready: only calls that need it are refused. */
public final class Readiness {

    /** The life of a process, in order. */
    enum State {
        STARTING,
        READY,
        DRAINING
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    /** Everything listens. Does nothing once the process is draining. */
    public void ready() {
        state.compareAndSet(State.STARTING, State.READY);
    }

    /**
     * Wants no new traffic from now on; for good.
     *
     * @return whether it did until now
     */
    public boolean draining() {
        return state.getAndSet(State.DRAINING) == State.READY;
    }

    State state() {
        return state.get();
    }
}
