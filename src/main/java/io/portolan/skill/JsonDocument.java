package io.portolan.skill;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A JSON answer, encoded once, and the tag by which clients know that they have it. */
record JsonDocument(Buffer bytes, String etag) {

    private static final int TAG_BYTES = 12;

    static JsonDocument of(JsonObject json) {
        String text = json.encode();
        return new JsonDocument(Buffer.buffer(text), etag(text));
    }

    static String etag(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
