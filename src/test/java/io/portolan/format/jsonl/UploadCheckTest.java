package io.portolan.format.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UploadCheckTest {

    private static final String FORM = "multipart/form-data; boundary=b1";
    private static final String SOUND = "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n";
    private static final String BAD = "{\"custom_id\":\"a\"}\n{\"custom_id\":}\n";
    private static final String REASON = "line 2, column 14: '}' (expected: a value)";

    @Test
    void checksABodyThatIsTheFile() {
        for (String type : new String[] {"application/jsonl", "application/x-ndjson", "application/octet-stream"}) {
            assertThat(UploadCheck.applies(type)).isTrue();
            assertThat(refusal(type, SOUND)).isNull();
            assertThat(refusal(type, BAD)).isEqualTo(REASON);
        }
        assertThat(refusal("application/jsonl", "")).contains("an empty file");
    }

    @Test
    void leavesOtherBodiesAlone() {
        assertThat(UploadCheck.applies(null)).isFalse();
        assertThat(UploadCheck.applies("application/json; charset=utf-8")).isFalse();
        assertThat(UploadCheck.applies("application/x-www-form-urlencoded")).isFalse();
    }

    @Test
    void findsTheFileOfAForm() {
        String[] heads = {
            "name=\"file\"",
            "name=\"input\"; filename=\"batch.jsonl\"",
            "name=\"input\"\r\nContent-Type: application/jsonl; charset=utf-8",
        };
        for (String head : heads) {
            assertThat(refusal(FORM, field("note", "x") + part(head, SOUND) + field("z", "{") + "--b1--"))
                    .as(head)
                    .isNull();
            assertThat(refusal(FORM, field("note", "x") + part(head, BAD) + field("z", "{") + "--b1--"))
                    .as(head)
                    .isEqualTo(REASON);
        }
    }

    @Test
    void knowsAtOnceWhatNothingThatFollowsCanChange() {
        UploadCheck raw = UploadCheck.of("application/jsonl");
        raw.take(Buffer.buffer(BAD));
        UploadCheck purposeFirst = UploadCheck.of(FORM);
        purposeFirst.take(Buffer.buffer(field("purpose", "batch") + part("name=\"file\"", BAD)));
        UploadCheck fileFirst = UploadCheck.of(FORM);
        fileFirst.take(Buffer.buffer(part("name=\"file\"", BAD)));

        assertThat(raw.refusal()).isEqualTo(REASON);
        assertThat(purposeFirst.refusal()).isEqualTo(REASON);
        assertThat(fileFirst.refusal()).isNull();
    }

    @Test
    void saysNothingAboutFilesOfAnotherPurpose() {
        String file = part("name=\"file\"; filename=\"x.pdf\"", "%PDF");

        assertThat(refusal(FORM, field("purpose", "assistants") + file + "--b1--"))
                .isNull();
        assertThat(refusal(FORM, file + field("purpose", "fine-tune") + "--b1--"))
                .isNull();
        assertThat(refusal(FORM, file + field("purpose", "batch-api") + "--b1--"))
                .isEqualTo("line 1, column 1: no JSON (expected: an object)");
        assertThat(refusal(FORM, field("purpose", "batch") + file + "--b1--"))
                .isEqualTo("line 1, column 1: no JSON (expected: an object)");
    }

    @Test
    void refusesFormsThatBringNoFileOrTwoOrAreNone() {
        String file = part("name=\"file\"", SOUND);

        assertThat(refusal(FORM, field("a", "b") + "--b1--"))
                .isEqualTo("a form without a file (expected: one, with a file name)");
        assertThat(refusal(FORM, file + file + "--b1--")).isEqualTo("a second file (expected: one)");
        assertThat(refusal(FORM, file)).isEqualTo("not multipart/form-data: the body ends before its last boundary");
        assertThat(refusal(FORM, "--b1 x")).isEqualTo("not multipart/form-data: a boundary with more on its line");
        assertThat(refusal("multipart/form-data", file))
                .isEqualTo("not multipart/form-data: a form without a boundary");
    }

    private static String field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    private static String part(String head, String content) {
        return "--b1\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    }

    /** The same for the body at once and in small pieces. */
    private static @Nullable String refusal(String contentType, String body) {
        UploadCheck whole = UploadCheck.of(contentType);
        whole.take(Buffer.buffer(body));
        whole.end();
        UploadCheck pieces = UploadCheck.of(contentType);
        for (byte one : body.getBytes(StandardCharsets.UTF_8)) {
            pieces.take(Buffer.buffer(new byte[] {one}));
        }
        pieces.end();

        assertThat(pieces.refusal()).isEqualTo(whole.refusal());
        return whole.refusal();
    }
}
