package io.portolan.bus.wire;

import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.KeptParts;
import io.portolan.bus.Result;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.FrameCodec.Border;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** The codecs of everything on the bus: objects by reference inside a process, frames between nodes. */
public final class MessageCodecs {

    /** Makes them the bus's own. Harmless when done before, as by another Portolan on the same Vertx. */
    public static void register(Vertx vertx) {
        EventBus bus = vertx.eventBus();
        Border border = border(vertx);
        register(() -> bus.registerDefaultCodec(Invocation.class, new LocalCodec<>("portolan.invocation")));
        register(() -> bus.registerDefaultCodec(Result.class, new LocalCodec<>("portolan.result")));
        register(() -> bus.registerDefaultCodec(Failure.class, new LocalCodec<>("portolan.failure")));
        register(() -> bus.registerDefaultCodec(KeptParts.Wanted.class, wanted(border)));
        register(() -> bus.registerDefaultCodec(KeptParts.Part.class, part(border)));
        register(() -> bus.registerCodec(node(border)));
        register(() -> bus.registerCodec(StreamFrameCodec.of(vertx)));
    }

    static Border border(Vertx vertx) {
        return new Border(Streams.of(vertx), Fence.of(vertx));
    }

    static FrameCodec<NodeFrame> node(Border border) {
        return new FrameCodec<>(NodeFrame.CODEC, NodeFrames::write, NodeFrames::read, border);
    }

    private static FrameCodec<KeptParts.Wanted> wanted(Border border) {
        return new FrameCodec<>("portolan.wanted", Frames::write, Frames::readWanted, border);
    }

    private static FrameCodec<KeptParts.Part> part(Border border) {
        return new FrameCodec<>("portolan.part", Frames::write, Frames::readPart, border);
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
