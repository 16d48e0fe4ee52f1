package io.portolan.bus.wire;

import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.vertx.core.eventbus.EventBus;

/** The codecs of everything that crosses the bus: by reference inside a process, frames between nodes. */
public final class MessageCodecs {

    static final FrameCodec<Invocation> INVOCATION =
            new FrameCodec<>("portolan.invocation", Frames::write, Frames::readInvocation);
    static final FrameCodec<Result> RESULT = new FrameCodec<>("portolan.result", Frames::write, Frames::readResult);
    static final FrameCodec<Failure> FAILURE = new FrameCodec<>("portolan.failure", Frames::write, Frames::readFailure);

    /** Makes them the bus's default codecs. Harmless when done before, as by another Portolan on the same Vertx. */
    public static void register(EventBus bus) {
        register(bus, Invocation.class, INVOCATION);
        register(bus, Result.class, RESULT);
        register(bus, Failure.class, FAILURE);
    }

    private static <T> void register(EventBus bus, Class<T> type, FrameCodec<T> codec) {
        try {
            bus.registerDefaultCodec(type, codec);
        } catch (IllegalStateException alreadyRegistered) {
            // The bus offers no way to ask first.
        }
    }

    private MessageCodecs() {}
}
