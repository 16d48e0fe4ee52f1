package io.portolan.format.decode;

import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The table of decoders. */
final class Decoders {

    static Decoder of(RawFormat format, @Nullable String schema, SchemaSource schemas) {
        return switch (format) {
            case JSON -> (bytes, type) -> JsonLines.first(Charsets.utf8(bytes, type));
            case NDJSON -> (bytes, type) -> JsonLines.all(Charsets.utf8(bytes, type));
            case XML -> (bytes, type) -> XmlTree.read(bytes, type);
            case YAML -> (bytes, type) -> YamlTree.read(Charsets.text(bytes, type));
            case CSV -> (bytes, type) -> new Rows(Charsets.text(bytes, type), ',').read();
            case TSV -> (bytes, type) -> new Rows(Charsets.text(bytes, type), '\t').read();
            case PSV -> (bytes, type) -> new Rows(Charsets.text(bytes, type), '|').read();
            case HTML -> HtmlTables.decoder(schema);
            case MARKDOWN -> (bytes, type) -> MarkdownTree.read(Charsets.text(bytes, type), schema);
            case AVRO -> AvroTree.decoder(bytes(format, schema, schemas));
            case PROTOBUF -> ProtobufTree.decoder(schema, name -> bytes(format, name, schemas));
            case TEXT -> (bytes, type) -> JsonTree.NODES.textNode(Charsets.text(bytes, type));
            case BINARY ->
                (bytes, type) -> {
                    throw new MalformedContentException("binary content has no parts to map");
                };
        };
    }

    private static Buffer bytes(RawFormat format, @Nullable String schema, SchemaSource schemas) {
        if (schema == null) {
            throw new MalformedContentException(format.word() + " needs a schema (expected: outputSchema: <file>)");
        }
        Buffer bytes = schemas.bytes(schema);
        if (bytes == null) {
            throw new MalformedContentException("there is no schema file " + Quote.of(schema));
        }
        return bytes;
    }

    private Decoders() {}
}
