package io.portolan.bus.node;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Has the calls of other nodes run by the consumers of this one. */
final class Desk {

    // The consumer watches the deadline itself; this is for one that is lost.
    private static final long GRACE_MS = 100;

    private final EventBus bus;
    private final LocalConsumers consumers;
    private final Post post;

    Desk(EventBus bus, LocalConsumers consumers, Post post) {
        this.bus = bus;
        this.consumers = consumers;
        this.post = post;
    }

    void run(NodeFrame.Call call) {
        String address = consumers.address(call.namespace(), call.invocation().digest());
        if (address == null) {
            decline(call);
            return;
        }
        long left = call.invocation().context().deadline() - System.currentTimeMillis();
        DeliveryOptions options = new DeliveryOptions().setLocalOnly(true).setSendTimeout(Math.max(left, 0) + GRACE_MS);
        bus.<Object>request(address, call.invocation(), options)
                .onSuccess(reply -> answer(call, reply))
                .onFailure(cause -> refuse(call, cause));
    }

    private void answer(NodeFrame.Call call, Message<Object> reply) {
        if (reply.body() instanceof Result result) {
            post.tell(call.from(), new NodeFrame.Answered(call.number(), result))
                    .onFailure(unreachable -> Body.cancel(result.body()));
        } else {
            refuse(call, new IllegalStateException("a reply that is no result"));
        }
    }

    private void refuse(NodeFrame.Call call, Throwable cause) {
        if (Failure.undelivered(cause)) {
            decline(call);
        } else {
            Body.cancel(call.invocation().body());
            Failure failure = Failure.from(call.namespace(), cause);
            post.mention(call.from(), new NodeFrame.Failed(call.number(), failure));
        }
    }

    /** What comes as a stream comes once: such a call cannot be tried elsewhere. */
    private void decline(NodeFrame.Call call) {
        if (call.invocation().body() instanceof Body.Streamed upload) {
            upload.stream().cancel();
            Failure failure = new Failure(Kind.UNAVAILABLE, call.invocation().flow() + " is not served there any more");
            post.mention(call.from(), new NodeFrame.Failed(call.number(), failure));
        } else {
            post.mention(call.from(), new NodeFrame.Declined(call.number()));
        }
    }
}
