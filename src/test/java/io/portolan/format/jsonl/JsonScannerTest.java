package io.portolan.format.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.format.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the scanner to what the JSON library and the JDK's decoder of UTF-8 say. */
final class JsonScannerTest {

    private static final String SOUND = """
            {"custom_id":"r-1 \\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00","a":[1,-0,0.5,10.25e+7,1E-3,[],{}],
            "b":{"c":true,"d":false,"e":null,"fü€😀":"ü€😀 long enough for words of eight bytes"}, "" : "" }
            """.replace("\n", "");

    private static final String ALPHABET = "{}[]\",:\\/truefalsn0123456789.+-eE \t\r\u0000\u001f\u007fxü€😀";

    @Test
    void agreesWithTheLibraryAboutWhateverBecomesOfAnObject() {
        Random random = new Random(20_261_122);
        byte[] alphabet = ALPHABET.getBytes(StandardCharsets.UTF_8);
        int sound = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = SOUND.getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = random.nextInt(20) == 0
                        ? notALineFeed((byte) random.nextInt(256))
                        : alphabet[random.nextInt(alphabet.length)];
            }
            boolean expected = utf8(bytes) && JsonSyntax.check(Buffer.buffer(bytes)) instanceof JsonSyntax.Sound;
            assertThat(sound(bytes, random.nextInt(bytes.length)))
                    .as(() -> HexFormat.of().formatHex(bytes))
                    .isEqualTo(expected);
            sound += expected ? 1 : 0;
        }

        assertThat(sound).isBetween(10_000, 90_000);
    }

    /** Whether the scanner takes all of it for one object, in two pieces. */
    private static boolean sound(byte[] bytes, int cut) {
        JsonScanner scanner = new JsonScanner(null);
        scanner.begin();
        return scanner.take(bytes, 0, cut) == cut
                && scanner.take(bytes, cut, bytes.length) == bytes.length
                && scanner.done();
    }

    private static byte notALineFeed(byte any) {
        return any == '\n' ? (byte) ' ' : any;
    }

    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException fault) {
            return false;
        }
    }
}
