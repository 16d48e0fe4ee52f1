package io.portolan.bus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which node is asked. */
@ExtendWith(VertxExtension.class)
final class DirectoryTest {

    private static final NodeStanding IDLE = new NodeStanding(false, 0, "o");

    private final Directory directory = new Directory();
    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void choosesTheLeastBusyOfThoseThatHoldTheFlow() {
        serving("busy", new NodeStanding(false, 9, "o"), "d1");
        Node idle = serving("idle", new NodeStanding(false, 2, "o"), "d1");
        serving("other", IDLE, "d2");

        for (int i = 0; i < 10; i++) {
            assertThat(directory.choose("ns", "d1", List.of())).isSameAs(idle);
        }
    }

    @Test
    void countsWhatWasSentSinceANodeSaidHowBusyItIs() {
        Node first = serving("first", IDLE, "d1");
        Node second = serving("second", new NodeStanding(false, 1, "o"), "d1");
        first.pending().set(2);

        assertThat(directory.choose("ns", "d1", List.of())).isSameAs(second);
    }

    @Test
    void spreadsCallsOverNodesThatAreEquallyBusy() {
        Node first = serving("first", IDLE, "d1");
        Node second = serving("second", IDLE, "d1");

        assertThat(Stream.generate(() -> directory.choose("ns", "d1", List.of()))
                        .limit(200))
                .contains(first, second);
    }

    @Test
    void asksNoNodeThatIsAboutToLeave() {
        serving("leaving", new NodeStanding(true, 0, "o"), "d1");

        assertThat(directory.choose("ns", "d1", List.of())).isNull();
    }

    @Test
    void asksNoNodeTwice() {
        Node only = serving("only", IDLE, "d1");

        assertThat(directory.choose("ns", "d1", List.of(only))).isNull();
    }

    @Test
    void asksANodeThatWasNotReachedLast() {
        Node doubtful = serving("doubtful", IDLE, "d1");
        Node busy = serving("busy", new NodeStanding(false, 100, "o"), "d1");
        doubtful.suspect();

        assertThat(directory.choose("ns", "d1", List.of())).isSameAs(busy);
        assertThat(directory.choose("ns", "d1", List.of(busy))).isSameAs(doubtful);
    }

    @Test
    void trustsANodeAgainOnceItIsHeard() {
        Node doubtful = serving("doubtful", IDLE, "d1");
        doubtful.suspect();

        doubtful.heard(IDLE);

        assertThat(doubtful.suspected()).isFalse();
    }

    @Test
    void forgetsWhatANodeServedThatIsGone() {
        Node gone = serving("gone", IDLE, "d1");

        assertThat(directory.remove(gone)).isTrue();

        assertThat(directory.choose("ns", "d1", List.of())).isNull();
        assertThat(directory.serves("ns")).isFalse();
        assertThat(directory.remove(gone)).isFalse();
    }

    @Test
    void replacesWhatANodeServesWhenItSaysSo() {
        Node node = serving("node", IDLE, "old");

        directory.enter(new NodeFrame.Offer("node", "o2", Map.of("ns", Set.of("new"))));

        assertThat(directory.choose("ns", "old", List.of())).isNull();
        assertThat(directory.choose("ns", "new", List.of())).isSameAs(node);
        assertThat(directory.knows("node", "o2")).isTrue();
        assertThat(directory.knows("node", "o")).isFalse();
    }

    @Test
    void takesNoNoteOfWhatAnUnknownNodeServes() {
        directory.enter(new NodeFrame.Offer("stranger", "o", Map.of("ns", Set.of("d1"))));

        assertThat(directory.serves("ns")).isFalse();
    }

    private Node serving(String id, NodeStanding standing, String digest) {
        NodeIdentity who = new NodeIdentity(id, id, null, "streams", List.of(), "1");
        Node node = directory.enter(new Node(vertx.eventBus(), who, standing));
        directory.enter(new NodeFrame.Offer(id, standing.offer(), Map.of("ns", Set.of(digest))));
        return node;
    }
}
