package io.portolan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SingleLaneTest {

    private final SingleLane<String> lane = new SingleLane<>();
    private final List<Promise<String>> begun = new ArrayList<>();

    @Test
    void runsOnceForAllThatAskMeanwhile() {
        Future<String> first = ask();
        Future<String> second = ask();
        Future<String> third = ask();
        assertThat(begun).hasSize(1);

        begun.get(0).complete("one");
        assertThat(begun).hasSize(2);
        begun.get(1).complete("two");

        assertThat(first.result()).isEqualTo("one");
        assertThat(second.result()).isEqualTo("two");
        assertThat(third.result()).isEqualTo("two");
        assertThat(begun).hasSize(2);
    }

    @Test
    void goesOnAfterAFailure() {
        Future<String> first = lane.run(() -> {
            throw new IllegalStateException("broken");
        });
        Future<String> second = ask();
        begun.get(0).complete("fine");

        assertThat(first.cause()).hasMessage("broken");
        assertThat(second.result()).isEqualTo("fine");
    }

    @Test
    void endsWithWhatRunsWhenItIsClosed() {
        Future<String> first = ask();
        Future<String> waiting = ask();

        Future<Void> closed = lane.close();

        assertThat(waiting.failed()).isTrue();
        assertThat(closed.isComplete()).isFalse();
        begun.get(0).complete("one");
        assertThat(first.result()).isEqualTo("one");
        assertThat(closed.succeeded()).isTrue();
        assertThat(ask().failed()).isTrue();
    }

    private Future<String> ask() {
        return lane.run(() -> {
            Promise<String> one = Promise.promise();
            begun.add(one);
            return one.future();
        });
    }
}
