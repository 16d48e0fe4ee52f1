package io.portolan.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Scope;
import io.portolan.expr.Shape;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.decode.RawFormat;
import io.portolan.format.decode.SchemaSource;
import io.portolan.plan.Output;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShaperTest {

    private static final Shape ID = new Shape.At(JsonPath.parse("$.id"), ValueType.NUMBER, null);

    private static final Scope NOTHING = new Scope() {
        @Override
        public @Nullable Value input(int index) {
            return null;
        }

        @Override
        public @Nullable String variable(String name) {
            return null;
        }
    };

    @Test
    void shapesAnAnswerAndDropsTheHeadersOfItsBytes() {
        Result shaped = shape(RawFormat.JSON, 201, "application/json", "{\"id\":\"7\"}");

        assertThat(shaped)
                .isEqualTo(new Result(
                        201, "application/json", List.of(new Header("x-id", "1")), new Body.Whole(Buffer.buffer("7"))));
    }

    @Test
    void refusalsRedirectsAndEmptyAnswersPassAsTheyAre() {
        Object[][] rows = {{404, "{\"id\":1}"}, {500, "<html>"}, {302, "moved"}, {204, ""}, {200, ""}};
        for (Object[] row : rows) {
            Result answer = answer((int) row[0], "application/json", (String) row[1]);
            assertThat(new Shaper(shaped(RawFormat.JSON), SchemaSource.NONE).shape(answer, NOTHING))
                    .as("status %s", row[0])
                    .isSameAs(answer);
        }
    }

    @Test
    void readsAnAnswerByItsOwnContentTypeUnlessTheFileNamesAFormat() {
        assertThat(body(shape(RawFormat.JSON, 200, "application/xml", "<r><id>7</id></r>")))
                .isEqualTo("7");
        assertThat(body(shape(RawFormat.XML, 200, "text/plain", "<r><id>7</id></r>")))
                .isEqualTo("7");
        assertThat(body(shape(RawFormat.JSON, 200, null, "{\"id\":7}"))).isEqualTo("7");
    }

    @Test
    void anAnswerThatIsNotWhatItShouldBeIsTheUpstreamsFault() {
        assertThatThrownBy(() -> shape(RawFormat.JSON, 200, "text/plain", "{\n\"id\" 7}"))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.UPSTREAM_BROKEN);
                    assertThat(failure.reason()).contains("no json: line 2, column");
                });
    }

    @Test
    void makesAnAnswerOfConstants() {
        Shape hello = new Shape.Constant(new JsonTemplate.Leaf(Template.text("hello")), ValueType.STRING, null);
        Shape gone = new Shape.Constant(new JsonTemplate.Leaf(Template.input(0, "x")), ValueType.STRING, null);

        assertThat(body(Shaper.made(hello, NOTHING))).isEqualTo("\"hello\"");
        assertThat(Shaper.made(gone, NOTHING).status()).isEqualTo(204);
    }

    private static Output shaped(RawFormat format) {
        return new Output.Shaped(format, null, ID);
    }

    private static Result shape(RawFormat format, int status, @Nullable String type, String body) {
        return new Shaper(shaped(format), SchemaSource.NONE).shape(answer(status, type, body), NOTHING);
    }

    private static Result answer(int status, @Nullable String type, String body) {
        List<Header> headers = List.of(new Header("ETag", "\"1\""), new Header("x-id", "1"));
        return new Result(status, type, headers, new Body.Whole(Buffer.buffer(body)));
    }

    private static String body(Result result) {
        return ((Body.Whole) result.body()).bytes().toString();
    }
}
