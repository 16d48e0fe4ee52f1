package io.portolan.bus.stream;

/** How a stream came to its end. */
enum Ending {
    /** All of it was handed on. */
    COMPLETE,
    /** Nobody wanted the rest. */
    CANCELLED,
    /** Nobody took it in time. */
    ABANDONED,
    /** It broke off, or took too much. */
    BROKEN
}
