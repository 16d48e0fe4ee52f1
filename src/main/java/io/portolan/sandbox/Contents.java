package io.portolan.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The bytes behind an object: always the same for the same id. */
final class Contents {

    private static final Set<String> LINES = Set.of("output", "outputs", "results");
    private static final Set<String> BINARY = Set.of("download", "content", "contents", "file");

    private static final int OUTPUT_LINES = 3;
    private static final int DOWNLOAD_BYTES = 4096;

    private Contents() {}

    /** Whether a path that ends in this word gives bytes. */
    static boolean names(String part) {
        return LINES.contains(part) || BINARY.contains(part);
    }

    static Answer of(String id, String part) {
        return LINES.contains(part) ? lines(id) : binary(id);
    }

    private static Answer lines(String id) {
        Buffer lines = Buffer.buffer();
        for (int number = 1; number <= OUTPUT_LINES; number++) {
            JsonObject line = new JsonObject()
                    .put("id", id + "_line_" + number)
                    .put("custom_id", "request-" + number)
                    .put("response", new JsonObject().put("status_code", 200))
                    .putNull("error");
            lines.appendBuffer(line.toBuffer()).appendByte((byte) '\n');
        }
        return new Answer(200, Map.of("Content-Type", "application/x-ndjson"), lines, true);
    }

    private static Answer binary(String id) {
        byte[] bytes = new byte[DOWNLOAD_BYTES];
        new Random(id.hashCode()).nextBytes(bytes);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Disposition",
                "attachment; filename=\"" + id + ".bin\"");
        return new Answer(200, headers, Buffer.buffer(bytes), false);
    }
}
