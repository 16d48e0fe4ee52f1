package io.portolan.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.format.ProblemDocument.Choice;
import io.portolan.format.ProblemDocument.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "application/json, true, false, true",
        "Application/JSON;charset=utf-8, true, false, true",
        "application/json ; charset=utf-8, true, false, true",
        "application/problem+json, true, false, true",
        "application/vnd.api+json; v=1, true, false, true",
        "application/jsonp, false, false, false",
        "text/json-like, false, false, true",
        "+json, false, false, false",
        "application/x-www-form-urlencoded, false, true, false",
        "application/x-www-form-urlencoded; charset=UTF-8, false, true, false",
        "multipart/form-data; boundary=x, false, false, false",
        "text/event-stream, false, false, true",
        "application/xml, false, false, true",
        "image/svg+xml, false, false, true",
        "application/octet-stream, false, false, false",
        "image/png, false, false, false",
    })
    void tellsMediaTypesApart(String contentType, boolean json, boolean form, boolean text) {
        assertThat(MediaTypes.isJson(contentType)).as("JSON").isEqualTo(json);
        assertThat(MediaTypes.isForm(contentType)).as("form").isEqualTo(form);
        assertThat(MediaTypes.isText(contentType)).as("text").isEqualTo(text);
    }

    @Test
    void knowsNothingOfAMissingMediaType() {
        assertThat(MediaTypes.isJson(null)).isFalse();
        assertThat(MediaTypes.isForm(null)).isFalse();
        assertThat(MediaTypes.isText(null)).isFalse();
    }

    @Test
    void quotesShortlyAndOnOneLine() {
        assertThat(Quote.of("abc")).isEqualTo("'abc'");
        assertThat(Quote.of("a\r\nb\u0000")).isEqualTo("'a\\u000d\\u000ab\\u0000'");
        assertThat(Quote.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(Quote.of("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
        assertThat(Quote.of("x".repeat(79) + "\ud83d\ude00")).isEqualTo("'" + "x".repeat(79) + "…'");
    }

    @ParameterizedTest
    @CsvSource({"limt, limit", "LIMIT, limit", "afer, after", "limits, limit", "order, ", "x, "})
    void offersTheNearestName(String name, String nearest) {
        assertThat(Nearest.to(name, List.of("limit", "after"))).isEqualTo(nearest);
    }

    @Test
    void writesOnlyWhatIsKnown() {
        ProblemDocument problem = ProblemDocument.of("not-found", "Not found", 404, "nothing here");

        assertThat(problem.toBuffer())
                .hasToString("{\"type\":\"urn:portolan:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"nothing here\"}");
    }

    @Test
    void writesEverythingThatIsKnown() {
        ProblemDocument problem = ProblemDocument.of("k", "T", 503, "d")
                .withRequestId("00000000-0000-4000-8000-000000000000")
                .withRetryable(true)
                .withRetryAfterMs(1500L)
                .withErrors(List.of(new FieldError("query", "limit", "expected an integer")))
                .withVariable("KEY")
                .withChoices(List.of(new Choice("a", "/a/x")));

        assertThat(problem.toBuffer())
                .hasToString("{\"type\":\"urn:portolan:problem:k\",\"title\":\"T\",\"status\":503,\"detail\":\"d\","
                        + "\"instance\":\"urn:uuid:00000000-0000-4000-8000-000000000000\",\"retryable\":true,"
                        + "\"retryAfterMs\":1500,\"errors\":[{\"in\":\"query\",\"name\":\"limit\",\"detail\":\"expected an integer\"}],"
                        + "\"variable\":\"KEY\",\"choices\":[{\"namespace\":\"a\",\"href\":\"/a/x\"}]}");
    }
}
