package io.portolan.format.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.portolan.format.BoundedOutput;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** An Avro object container file: its own schema, then blocks of values, plain or deflated. */
final class AvroFile {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;

    /** Of all blocks when unpacked, in bytes. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private final BinaryDecoder in;
    private int unpacked;

    AvroFile(byte[] bytes) {
        this.in = DecoderFactory.get().binaryDecoder(bytes, MAGIC.length, bytes.length - MAGIC.length, null);
    }

    static boolean isOne(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    ArrayNode read() {
        try {
            Map<String, byte[]> meta = meta();
            byte[] sync = new byte[SYNC];
            in.readFixed(sync);
            Schema schema = AvroTree.parse(text(meta, "avro.schema"));
            ArrayNode all = JsonTree.NODES.arrayNode();
            while (!in.isEnd()) {
                block(schema, text(meta, "avro.codec"), all);
                byte[] end = new byte[SYNC];
                in.readFixed(end);
                if (!Arrays.equals(sync, end)) {
                    throw new MalformedContentException("a block of the Avro file does not end where it should");
                }
            }
            return all;
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException fault) {
            throw new MalformedContentException("the Avro file is broken");
        }
    }

    private static String text(Map<String, byte[]> meta, String key) {
        return new String(meta.getOrDefault(key, new byte[0]), StandardCharsets.UTF_8);
    }

    private Map<String, byte[]> meta() throws IOException {
        Map<String, byte[]> meta = new HashMap<>();
        for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
            for (long i = 0; i < left; i++) {
                meta.put(in.readString(), bytes());
            }
        }
        return meta;
    }

    private byte[] bytes() throws IOException {
        ByteBuffer buffer = in.readBytes(null);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void block(Schema schema, String codec, ArrayNode all) throws IOException {
        long count = in.readLong();
        if (count > AvroTree.MAX_VALUES - all.size()) {
            throw new MalformedContentException("more than " + AvroTree.MAX_VALUES + " values");
        }
        byte[] data = unpack(bytes(), codec);
        AvroTree block = new AvroTree(DecoderFactory.get().binaryDecoder(data, null));
        for (long i = 0; i < count; i++) {
            all.add(block.value(schema, 0));
        }
    }

    private byte[] unpack(byte[] data, String codec) throws IOException {
        return switch (codec) {
            case "", "null" -> data;
            case "deflate" -> inflate(data);
            default -> throw new MalformedContentException("codec " + Quote.of(codec) + " (expected: deflate or none)");
        };
    }

    private byte[] inflate(byte[] data) throws IOException {
        BoundedOutput out = new BoundedOutput(MAX_BYTES - unpacked);
        Inflater raw = new Inflater(true);
        try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(data), raw)) {
            inflated.transferTo(out);
        } finally {
            raw.end();
        }
        Buffer bytes = out.toBuffer();
        unpacked += bytes.length();
        return bytes.getBytes();
    }
}
