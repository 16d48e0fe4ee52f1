package io.portolan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UriTemplateTest {

    @Test
    void findsTheValuesOfItsVariables() {
        UriTemplate template = UriTemplate.parse("data://users/{userId}/profile?lang={lang}");

        assertThat(template.variables()).containsExactly("userId", "lang");
        assertThat(template.match("data://users/42/profile?lang=fr"))
                .containsExactly(entry("userId", "42"), entry("lang", "fr"));
    }

    @Test
    void decodesValuesAsUtf8() {
        assertThat(UriTemplate.parse("d://{x}").match("d://a%2Fb%20%C3%A9é+😀"))
                .containsExactly(entry("x", "a/b éé+😀"));
    }

    @ParameterizedTest
    @CsvSource({
        "d://{x}, d://",
        "d://{x}, e://a",
        "d://{x}, d://a/b",
        "d://{x}, d://a?b",
        "d://{x}, d://a%",
        "d://{x}, d://a%2",
        "d://{x}, d://a%zz",
        "d://{x}, d://%FF",
        "d://{x}/y, d:///y",
        "d://{x}/y, d://a/z",
        "d://{x}/{y}, d://a",
        "d://{x}/{y}, d://a/",
        "d://a, d://b",
    })
    void doesNotMatchOtherUris(String template, String uri) {
        assertThat(UriTemplate.parse(template).match(uri)).isNull();
    }

    @Test
    void givesTheFirstOfTwoVariablesAsLittleAsItCan() {
        assertThat(UriTemplate.parse("d://{x}-{y}.json").match("d://a-b-c.json.json"))
                .containsExactly(entry("x", "a"), entry("y", "b-c.json"));
    }

    @Test
    void isItselfWithoutVariables() {
        UriTemplate plain = UriTemplate.parse("d://a");

        assertThat(plain.isPlain()).isTrue();
        assertThat(plain.match("d://a")).isEmpty();
    }

    @Test
    void takesATextInFront() {
        UriTemplate prefixed = UriTemplate.parse("d://{x}").after("crm+");

        assertThat(prefixed).hasToString("crm+d://{x}");
        assertThat(prefixed.match("crm+d://1")).containsExactly(entry("x", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "d://{x}{y}, stands before",
        "d://{x}/{x}, stands twice",
        "d://{+x}, belongs to no variable",
        "d://{x, belongs to no variable",
        "d://x}, belongs to no variable",
    })
    void refusesWhatIsNoTemplate(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriTemplate.parse(text))
                .withMessageContaining(reason);
    }
}
