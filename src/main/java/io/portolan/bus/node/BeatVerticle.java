package io.portolan.bus.node;

import io.portolan.bus.Addresses;
import io.portolan.options.BeatOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells that this node lives, and misses those that do not. It counts its own rounds instead of reading the time: when
 * this process stands still for a while, what came meanwhile is heard before the next round.
 */
final class BeatVerticle extends VerticleBase {

    /** Rounds between two beats. */
    private static final int ROUNDS = 2;

    // Many instances come or go at once when a plan changes.
    private static final long SETTLE_MS = 50;

    private final Tasks tasks;
    private final long roundMs;
    private final long silentRounds;
    private @Nullable MessageConsumer<Object> consumer;
    private long timer;
    private int round;
    private boolean looking;

    /** What it has to do with, and tells. */
    interface Tasks {

        /** Something was told to all nodes. */
        void hear(NodeFrame frame);

        /** This node is to say how it is. */
        void beat();

        /** Another round is over: those that were not heard for so many are gone. */
        void miss(long silentRounds);

        /** This node serves something else now. */
        void look();
    }

    BeatVerticle(BeatOptions beats, Tasks tasks) {
        this.tasks = tasks;
        this.roundMs = Math.max(1, beats.every().toMillis() / ROUNDS);
        this.silentRounds = Math.max(1, beats.silence().toMillis() / roundMs);
    }

    @Override
    public Future<?> start() {
        MessageConsumer<Object> all = vertx.eventBus().consumer(Addresses.NODES, this::hear);
        consumer = all;
        next();
        return all.completion();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    /** Runs something where beats are made; from any thread. */
    Future<Void> run(Runnable task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            task.run();
            done.complete();
        });
        return done.future();
    }

    /** This node serves something else now, or is about to; from any thread. */
    void changed() {
        context.runOnContext(now -> {
            if (!looking) {
                looking = true;
                vertx.setTimer(SETTLE_MS, id -> {
                    looking = false;
                    tasks.look();
                    tasks.beat();
                });
            }
        });
    }

    /** A periodic timer would catch up on rounds that were missed, all at once, and miss everybody. */
    private void next() {
        timer = vertx.setTimer(roundMs, id -> round());
    }

    private void round() {
        tasks.miss(silentRounds);
        if (round % ROUNDS == 0) {
            tasks.beat();
        }
        round++;
        next();
    }

    private void hear(Message<Object> message) {
        if (message.body() instanceof NodeFrame frame) {
            tasks.hear(frame);
        }
    }
}
