package io.portolan.bus.wire;

import io.portolan.bus.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** One message type that stays in its process: the object itself. Between nodes it travels in frames of nodes. */
final class LocalCodec<T> implements MessageCodec<T, Object> {

    private final String name;

    LocalCodec(String name) {
        this.name = name;
    }

    /** @throws IllegalStateException always; that it is sent so is a bug */
    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new IllegalStateException(name + " stays in its process");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        return new Refused();
    }

    @Override
    public Object transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
