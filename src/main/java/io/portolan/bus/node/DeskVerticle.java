package io.portolan.bus.node;

import io.portolan.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other nodes tell this one alone. One on each event loop, so that their calls are spread. */
final class DeskVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DeskVerticle.class);

    private final String address;
    private final Consumer<NodeFrame> heard;
    private @Nullable MessageConsumer<Object> consumer;

    DeskVerticle(String address, Consumer<NodeFrame> heard) {
        this.address = address;
        this.heard = heard;
    }

    @Override
    public Future<?> start() {
        MessageConsumer<Object> own = vertx.eventBus().consumer(address, this::hear);
        consumer = own;
        return own.completion();
    }

    @Override
    public Future<?> stop() {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
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
