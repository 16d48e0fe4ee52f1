package io.portolan.bus.stream;

import io.vertx.core.MultiMap;

/** Where the bytes of a stream come from. Called on its event loop. */
public interface Origin {

    /** What followed the bytes, once they have ended; empty where nothing does. */
    default MultiMap trailers() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    /** The first of them are asked for. */
    default void begin() {}

    /** They are more than may be; it is aborted next. */
    default void tooMuch() {}

    /** They do not come in time; it is aborted next. */
    default void late() {}

    /** Nobody wants more of them, or they took too much. */
    void abort();
}
