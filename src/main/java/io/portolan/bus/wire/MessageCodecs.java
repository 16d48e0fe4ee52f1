package io.portolan.bus.wire;

import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.stream.Streams;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** The codecs of everything that crosses the bus: by reference inside a process, frames between nodes. */
public final class MessageCodecs {

    /** Makes them the bus's own. Harmless when done before, as by another Portolan on the same Vertx. */
    public static void register(Vertx vertx) {
        EventBus bus = vertx.eventBus();
        Streams streams = Streams.of(vertx);
        register(() -> bus.registerDefaultCodec(Invocation.class, invocation(streams)));
        register(() -> bus.registerDefaultCodec(Result.class, result(streams)));
        register(() -> bus.registerDefaultCodec(Failure.class, failure(streams)));
        register(() -> bus.registerCodec(node(streams)));
        register(() -> bus.registerCodec(new StreamFrameCodec()));
    }

    static FrameCodec<NodeFrame> node(Streams streams) {
        return new FrameCodec<>(NodeFrame.CODEC, NodeFrames::write, NodeFrames::read, streams);
    }

    static FrameCodec<Invocation> invocation(Streams streams) {
        return new FrameCodec<>("portolan.invocation", Frames::write, Frames::readInvocation, streams);
    }

    static FrameCodec<Result> result(Streams streams) {
        return new FrameCodec<>("portolan.result", Frames::write, Frames::readResult, streams);
    }

    static FrameCodec<Failure> failure(Streams streams) {
        return new FrameCodec<>("portolan.failure", Frames::write, Frames::readFailure, streams);
    }

    private static void register(Runnable registration) {
        try {
            registration.run();
        } catch (IllegalStateException alreadyRegistered) {
            // The bus offers no way to ask first.
        }
    }

    private MessageCodecs() {}
}
