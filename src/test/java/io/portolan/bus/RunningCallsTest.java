package io.portolan.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RunningCallsTest {

    private final RunningCalls calls = new RunningCalls();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsEverythingThatRunsForARequestAndNothingElse() {
        calls.begin("r1", () -> stopped.add("flow"));
        calls.begin("r1", () -> stopped.add("step"));
        calls.begin("r2", () -> stopped.add("other"));

        calls.cancel("r1");

        assertThat(stopped).containsExactlyInAnyOrder("flow", "step");
        assertThat(calls.size()).isEqualTo(1);
    }

    @Test
    void stopsWhatHasNotEndedWhateverHas() {
        List<RunningCalls.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "call " + i;
            entries.add(calls.begin("r1", () -> stopped.add(name)));
        }
        calls.end(entries.get(1));
        calls.end(entries.get(3));
        calls.end(entries.get(0));

        calls.cancel("r1");

        assertThat(stopped).containsExactly("call 2");
    }

    @Test
    void stopsWhatBeginsShortlyAfterItWasCancelled() {
        calls.cancel("r1");

        RunningCalls.Entry late = calls.begin("r1", () -> stopped.add("late"));
        calls.end(late);

        assertThat(stopped).containsExactly("late");
        assertThat(calls.size()).isZero();
    }

    @Test
    void keepsNoMoreThanSomeOfTheCancelled() {
        for (int i = 0; i < 5_000; i++) {
            calls.cancel("r" + i);
        }

        calls.begin("r1", () -> stopped.add("forgotten"));
        calls.begin("r4999", () -> stopped.add("kept"));

        assertThat(stopped).containsExactly("kept");
    }

    @Test
    void losesNothingWhateverTheThreadsDo() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            Thread.ofPlatform().start(() -> {
                Random random = ThreadLocalRandom.current();
                for (int round = 0; round < rounds; round++) {
                    String id = "r" + random.nextInt(3);
                    RunningCalls.Entry first = calls.begin(id, () -> {});
                    RunningCalls.Entry second = calls.begin(id, () -> {});
                    calls.end(random.nextBoolean() ? first : second);
                    calls.end(first);
                    calls.end(second);
                }
                done.countDown();
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
        assertThat(calls.size()).isZero();
    }
}
