package io.portolan.bus.node;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.wire.MessageCodecs;
import io.portolan.testing.Loops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On which threads a node hears what others tell it alone. */
@ExtendWith(VertxExtension.class)
final class ReceptionTest {

    private static final String ADDRESS = "node.this";
    private static final NodeFrame FRAME = new NodeFrame.Cancelled("1");
    private static final int INSTANCES = 4;
    private static final int CROWD = 200;

    private final List<Thread> heard = new CopyOnWriteArrayList<>();
    private final Reception reception = new Reception(ADDRESS, INSTANCES, frame -> heard.add(Thread.currentThread()));
    private Vertx vertx;
    private Context busLoop;
    private Thread busThread;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        MessageCodecs.register(vertx);
        busLoop = await(Loops.run(vertx, Vertx::currentContext));
        await(reception.open(vertx, busLoop));
        busLoop.runOnContext(here -> busThread = Thread.currentThread());
        eventually(vertx, () -> busThread != null);
    }

    @Test
    void hearsWhatComesAloneWhereTheBusReadsIt() {
        for (int i = 1; i <= 20; i++) {
            tell(1);
            awaitHeard(i);
        }

        assertThat(heard).containsOnly(busThread);
    }

    @Test
    void spreadsWhatComesInACrowd() {
        tell(CROWD);

        awaitHeard(CROWD);
        assertThat(heard).contains(busThread);
        assertThat(heard.stream().distinct().count()).isGreaterThan(1);
        assertThat(heard.stream().filter(busThread::equals).count()).isLessThan(CROWD);
    }

    @Test
    void hearsNothingOnceItIsClosed() {
        await(reception.close());

        assertThatThrownBy(() -> await(vertx.eventBus().request(ADDRESS, FRAME, Node.OPTIONS)))
                .hasMessageContaining("No handlers");
    }

    private void tell(int frames) {
        busLoop.runOnContext(here -> {
            for (int i = 0; i < frames; i++) {
                vertx.eventBus().send(ADDRESS, FRAME, Node.OPTIONS);
            }
        });
    }

    private void awaitHeard(int frames) {
        eventually(vertx, () -> heard.size() == frames);
    }
}
