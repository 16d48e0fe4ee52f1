package io.portolan.mcp.list;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Where the next page of a list begins: 4 bytes of the offset, and the first 16 of what signs it and the list's version. */
final class Cursor {

    private static final int SIGNATURE_BYTES = 16;

    /** As many characters as every cursor has. */
    private static final int LENGTH = 27;

    static String of(int offset, String version, CursorKey key) {
        byte[] digest = version.getBytes(StandardCharsets.US_ASCII);
        byte[] signed = ByteBuffer.allocate(4 + digest.length)
                .putInt(offset)
                .put(digest)
                .array();
        byte[] cursor = ByteBuffer.allocate(4 + SIGNATURE_BYTES)
                .putInt(offset)
                .put(key.sign(signed), 0, SIGNATURE_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The offset; -1 for what was never given out for this version of the list. */
    static int offset(String cursor, String version, CursorKey key) {
        if (cursor.length() != LENGTH) {
            return -1;
        }
        try {
            int offset = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)).getInt();
            byte[] due = of(offset, version, key).getBytes(StandardCharsets.US_ASCII);
            byte[] given = cursor.getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(due, given) ? offset : -1;
        } catch (IllegalArgumentException noBase64) {
            return -1;
        }
    }

    private Cursor() {}
}
