package io.portolan.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TemplateTest {

    private static final Template MIXED = new Template(List.of(
            new Template.Text("a-"),
            new Template.Input(0, "x"),
            new Template.Text("-"),
            new Template.Variable("KEY"),
            new Template.Variable("KEY")));

    @Test
    void joinsItsParts() {
        assertThat(MIXED.render(scope("1"))).isEqualTo("a-1-kk");
    }

    @Test
    void neverScansAValueAgain() {
        assertThat(MIXED.render(scope("{{KEY}}{x}"))).isEqualTo("a-{{KEY}}{x}-kk");
    }

    @Test
    void isNothingWhenAPartIsMissing() {
        assertThat(MIXED.render(scope((String) null))).isNull();
        assertThat(new Template(List.of(new Template.Variable("NONE"))).render(scope("1")))
                .isNull();
    }

    @Test
    void isTheArgumentItselfWhenItIsNothingElse() {
        Value.Json json = new Value.Json(Buffer.buffer("[1, 2]"));
        Scope scope = scope(json);

        assertThat(Template.input(0, "x").value(scope)).isSameAs(json);
        assertThat(MIXED.value(scope)).isEqualTo(new Value.Text("a-[1, 2]-kk"));
        assertThat(Template.text("t").value(scope)).isEqualTo(new Value.Text("t"));
        assertThat(new Template(List.of()).value(scope)).isEqualTo(new Value.Text(""));
    }

    @Test
    void tellsItsVariablesOnce() {
        assertThat(MIXED.variables()).containsExactly("KEY");
    }

    @Test
    void printsAsAFileSpellsIt() {
        assertThat(MIXED).hasToString("a-{x}-{{KEY}}{{KEY}}");
    }

    private static Scope scope(@Nullable String argument) {
        return scope(argument == null ? null : new Value.Text(argument));
    }

    private static Scope scope(@Nullable Value argument) {
        List<@Nullable Value> arguments = Arrays.asList(argument);
        return new Scope() {
            @Override
            public @Nullable Value input(int index) {
                return arguments.get(index);
            }

            @Override
            public @Nullable String variable(String name) {
                return Map.of("KEY", "k").get(name);
            }
        };
    }
}
