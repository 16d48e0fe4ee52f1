package io.portolan.telemetry;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Measures the calls of one operation on one surface; safe on any number of threads, without look-ups or garbage. */
public final class CallMeter {

    private static final int LOWEST_CLASS = 2;
    private static final int HIGHEST_CLASS = 5;

    private final CallRecorder recorder;
    private final String capability;
    private final String operation;
    private final String surface;
    private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(HIGHEST_CLASS + 1);

    CallMeter(CallRecorder recorder, String capability, String operation, String surface) {
        this.recorder = recorder;
        this.capability = capability;
        this.operation = operation;
        this.surface = surface;
    }

    /**
     * A call begins.
     *
     * @return what {@link #end} wants back: the time in nanoseconds
     */
    public long begin() {
        recorder.inFlight().increment();
        return System.nanoTime();
    }

    /**
     * The call ends. To be called once for each {@link #begin}.
     *
     * @param status the HTTP status the call amounts to; one outside 200 to 599 counts as 5xx
     */
    public void end(long begun, int status) {
        long elapsed = System.nanoTime() - begun;
        recorder.inFlight().decrement();
        timer(status / 100).record(elapsed, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int hundreds) {
        int statusClass = hundreds < LOWEST_CLASS || hundreds > HIGHEST_CLASS ? HIGHEST_CLASS : hundreds;
        Timer timer = timers.get(statusClass);
        if (timer == null) {
            timer = recorder.timer(capability, operation, surface, statusClass + "xx");
            timers.set(statusClass, timer);
        }
        return timer;
    }
}
