package io.portolan.mcp.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CutterTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16BE", "Shift_JIS"})
    void aTextIsNeverCutInsideACharacter(String charset) {
        String text = (charset.startsWith("UTF") ? "aé€😀" : charset.startsWith("S") ? "aあ漢" : "aéü").repeat(50);
        Cutter cutter = cutter(Form.TEXT, "text/plain; charset=" + charset, text.getBytes(Charset.forName(charset)));

        StringBuilder put = new StringBuilder();
        Cut cut = cutter.first(7);
        while (true) {
            put.append(cut.content().toString());
            if (cut.last()) {
                break;
            }
            cut = cutter.next(cut.to(), 7);
        }

        assertThat(put.toString()).isEqualTo(text);
    }

    @Test
    void aTextIsCutAtTheEndOfALineIfOneIsNear() {
        assertThat(text("first\nsecond\nthird\n", 10).to()).isEqualTo(6);
        assertThat(text("first\nsecond\nthird\n", 18).to()).isEqualTo(13);
        assertThat(text("a\nlong line without an end", 20).to()).isEqualTo(20);
    }

    @Test
    void theBeginningOfACharacterAtTheEndIsLeftOut() {
        byte[] read = {'a', 'b', (byte) 0xe2, (byte) 0x82};

        Cut cut = new Cutter(Form.TEXT, "text/plain", read, false).first(100);

        assertThat(cut.content().toString()).isEqualTo("ab");
        assertThat(cut.to()).isEqualTo(2);
    }

    @Test
    void bytesAreCutAnywhere() {
        Cutter cutter = new Cutter(Form.BYTES, "image/png", new byte[] {1, 2, 3, 4, 5}, true);

        assertThat(cutter.first(2).content().length()).isZero();
        assertThat(cutter.next(2, 2)).satisfies(cut -> {
            assertThat(cut.content().getBytes()).containsExactly(3, 4);
            assertThat(cut.to()).isEqualTo(4);
            assertThat(cut.last()).isFalse();
        });
        assertThat(cutter.next(4, 2).last()).isTrue();
    }

    @Test
    void everyPartOfAListIsAListAndTogetherTheyAreTheWhole() {
        JsonArray all = new JsonArray();
        for (int i = 0; i < 500; i++) {
            all.add(new JsonObject()
                    .put("id", i)
                    .put("tags", new JsonArray().add("[,]\"\\").add(new JsonArray())));
        }
        Cutter cutter = cutter(Form.LIST, "application/json", utf8(" \n" + all.encodePrettily() + "\n"));

        JsonArray put = new JsonArray();
        int elements = 0;
        Cut cut = cutter.first(1000);
        while (true) {
            assertThat(cut.form()).isEqualTo(Form.LIST);
            assertThat(cut.content().length()).isLessThanOrEqualTo(1000);
            cut.content().toJsonArray().forEach(put::add);
            elements += cut.elements();
            if (cut.last()) {
                break;
            }
            cut = cutter.next(cut.to(), 1000);
        }

        assertThat(put).isEqualTo(all);
        assertThat(elements).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"a long element that does not fit\", 2]",
                "[1, nonsense, 3, 4, 5, 6]",
                "[1 2, 3, 4, 5, 6, 7, 8]"
            })
    void whatIsNoListOfElementsThatFitIsCutAsText(String json) {
        Cut cut = cutter(Form.LIST, "application/json", utf8(json)).first(18);

        assertThat(cut.form()).isEqualTo(Form.TEXT);
        assertThat(cut.content().toString()).isEqualTo(json.substring(0, 18));
    }

    @Test
    void partsAreAllThatWasRead() {
        byte[] read = utf8("one\ntwo\nthree\nfour\nfi");

        List<Buffer> parts = new Cutter(Form.TEXT, "text/plain", read, false).parts(4, Form.TEXT, 6);

        assertThat(parts).extracting(Buffer::toString).containsExactly("two\n", "three\n", "four\n", "fi");
    }

    private static Cut text(String text, int budget) {
        return new Cutter(Form.TEXT, "text/plain", utf8(text + " and what follows"), false).first(budget);
    }

    private static Cutter cutter(Form form, String type, byte[] all) {
        return new Cutter(form, type, all, true);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
