package io.portolan.mcp.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class JsonListTest {

    @Test
    void everyPartOfAListIsAListAndTogetherTheyAreTheWhole() {
        JsonArray all = new JsonArray();
        for (int i = 0; i < 1000; i++) {
            all.add(new JsonObject()
                    .put("id", "batch_" + i)
                    .put("tags", new JsonArray().add(i).add("[,]\"")));
        }

        List<Object> put = new ArrayList<>();
        Piece piece = json(all.encodePrettily(), 0, 4096);
        while (true) {
            assertThat(piece.bytes().length()).isLessThanOrEqualTo(4096);
            put.addAll(piece.bytes().toJsonArray().getList());
            if (piece.last()) {
                break;
            }
            piece = json(all.encodePrettily(), piece.to(), 4096);
        }

        assertThat(new JsonArray(put)).isEqualTo(all);
        assertThat(piece.of()).isEqualTo(1000);
    }

    @Test
    void theLongestListOfADocumentIsCutAndAllElseStays() {
        String json =
                "{\"object\":\"list\",\"head\":[1,2],\"page\":{\"data\":[\"aaaaaaaa\",\"bbbbbbbb\",\"cccccccc\"]},\"more\":true}";

        Piece piece = json(json, 0, json.length() - 1);

        assertThat(piece.bytes().toString())
                .isEqualTo(
                        "{\"object\":\"list\",\"head\":[1,2],\"page\":{\"data\":[\"aaaaaaaa\",\"bbbbbbbb\"]},\"more\":true}");
        assertThat(List.of(piece.from(), piece.to(), piece.of())).containsExactly(0, 2, 3);
    }

    @Test
    void aPartPastTheEndIsEmptyAndTheLast() {
        Piece piece = json("[1,2,3]", 7, 100);

        assertThat(piece.bytes().toString()).isEqualTo("[]");
        assertThat(piece.last()).isTrue();
    }

    @Test
    void aDocumentWithoutAListThatCanBeCutIsNot() {
        String text = "x".repeat(100);

        assertThat(JsonList.of(utf8("{\"text\":\"" + text + "\"}"))).isNull();
        assertThat(list("[\"" + text + "\"]").fits(50)).isFalse();
        assertThat(list("{\"text\":\"" + text + "\",\"list\":[1,2]}").fits(50)).isFalse();
        assertThat(list("[ 1 , [2,3] ]").fits(8)).isTrue();
    }

    private static Piece json(String json, int from, int budget) {
        return list(json).piece(from, budget);
    }

    private static JsonList list(String json) {
        return Objects.requireNonNull(JsonList.of(utf8(json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
