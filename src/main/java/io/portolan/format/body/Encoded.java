package io.portolan.format.body;

import io.vertx.core.buffer.Buffer;

/** The body of a request, and what it says it is. */
public record Encoded(Buffer bytes, String contentType) {}
