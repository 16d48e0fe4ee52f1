package io.portolan.bus.wire;

import java.nio.charset.StandardCharsets;

/** The kind of a message; a closed frame opens as no other. */
final class FrameKind {

    private final String name;
    private final byte[] bytes;

    FrameKind(String name) {
        this.name = name;
        this.bytes = name.getBytes(StandardCharsets.UTF_8);
    }

    /** As the bus knows it. */
    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }
}
