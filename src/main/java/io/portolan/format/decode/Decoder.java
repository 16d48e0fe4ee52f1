package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.MalformedContentException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Bytes of one format as a tree. Made once with its schema; safe for any thread. */
@FunctionalInterface
public interface Decoder {

    /**
     * The tree.
     *
     * @param contentType for its charset; null when the answer has none
     * @throws MalformedContentException when the bytes are not of the format
     */
    JsonNode decode(Buffer bytes, @Nullable String contentType);

    /**
     * The decoder of a format.
     *
     * @param schema the file for avro and protobuf, a selector for html and markdown
     * @throws MalformedContentException when the schema is missing or is none
     */
    static Decoder of(RawFormat format, @Nullable String schema, SchemaSource schemas) {
        return Decoders.of(format, schema, schemas);
    }
}
