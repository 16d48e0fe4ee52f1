package io.portolan.bus.node;

import io.portolan.bus.Failure;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell this one alone, on the event loop where the bus reads it, since each step to another
 * thread costs a call 10 µs. What comes in a crowd is spread over all event loops.
 */
final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** What is heard at once of all that comes in one turn of the event loop: the busier it is, the more comes in one. */
    private static final int AT_ONCE = 8;

    private final String address;
    private final int instances;
    private final Consumer<NodeFrame> heard;
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private volatile @Nullable MessageConsumer<Object> consumer;
    private int inTurn;
    private int next;

    /** So that there is a context on each event loop. */
    private final class LoopVerticle extends VerticleBase {

        @Override
        public Future<?> start() {
            loops.add(context);
            return Future.succeededFuture();
        }
    }

    /** @param instances over which a crowd is spread, so that there is one on each event loop */
    Reception(String address, int instances, Consumer<NodeFrame> heard) {
        this.address = address;
        this.instances = instances;
        this.heard = heard;
    }

    /**
     * Begins to hear.
     *
     * @param busLoop where the bus reads; null where that is unknown
     * @return what was deployed for it
     */
    Future<String> open(Vertx vertx, @Nullable Context busLoop) {
        return vertx.deployVerticle(LoopVerticle::new, new DeploymentOptions().setInstances(instances))
                .compose(id -> listen(vertx, busLoop == null ? loops.getFirst() : busLoop)
                        .map(id));
    }

    /** Hears no more. */
    Future<Void> close() {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    private Future<Void> listen(Vertx vertx, Context home) {
        Promise<Void> listening = Promise.promise();
        home.runOnContext(here -> {
            MessageConsumer<Object> own = vertx.eventBus().consumer(address, message -> hear(home, message));
            consumer = own;
            own.completion().onComplete(listening);
        });
        return listening.future();
    }

    private void hear(Context home, Message<Object> message) {
        if (inTurn++ == 0) {
            home.runOnContext(over -> inTurn = 0);
        }
        if (inTurn <= AT_ONCE) {
            hear(message);
        } else {
            next = (next + 1) % loops.size();
            loops.get(next).runOnContext(there -> hear(message));
        }
    }

    private void hear(Message<Object> message) {
        switch (message.body()) {
            case NodeFrame frame -> heard.accept(frame);
            case Failure unreadable ->
                LOG.atWarn().addKeyValue("error", unreadable.reason()).log("a message to this node is unreadable");
            case null, default -> {}
        }
    }
}
