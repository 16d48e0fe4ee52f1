package io.portolan.format.decode;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Where the schema files of avro and protobuf come from. Asked while a file is compiled or started, never in a call. */
@FunctionalInterface
public interface SchemaSource {

    /** The source that has no files. */
    SchemaSource NONE = name -> null;

    /** The bytes of the file that {@code outputSchema} names; null when there is none. */
    @Nullable
    Buffer bytes(String name);
}
