package io.portolan.bus.node;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.vertx.core.eventbus.EventBus;

/** Has the calls of other nodes run by the consumers of this one. */
final class Desk {

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
        consumers
                .run(bus, call.namespace(), address, call.invocation())
                .onSuccess(result -> answer(call, result))
                .onFailure(cause -> refuse(call, cause));
    }

    private void answer(NodeFrame.Call call, Result result) {
        post.tell(call.from(), new NodeFrame.Answered(call.number(), result))
                .onFailure(unreachable -> Body.cancel(result.body()));
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
