package io.portolan.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BindingsTest {

    private static final Bindings BINDINGS = Bindings.of(
            Map.of("token", BindingKey.environment("API_TOKEN"), "empty", BindingKey.environment("EMPTY")),
            key -> Map.of("API_TOKEN", "secret", "EMPTY", "", "OTHER", "o").get(key));

    @Test
    void readsAVariableUnderTheKeyItIsBoundTo() {
        assertThat(BINDINGS.value("token")).isEqualTo("secret");
        assertThat(BINDINGS.source("token")).isEqualTo("API_TOKEN");
    }

    @Test
    void readsAVariableThatIsNotBoundUnderItsOwnName() {
        assertThat(BINDINGS.value("OTHER")).isEqualTo("o");
        assertThat(BINDINGS.source("OTHER")).isEqualTo("OTHER");
    }

    @Test
    void takesAnEmptyValueForNone() {
        assertThat(BINDINGS.value("empty")).isNull();
        assertThat(BINDINGS.value("nowhere")).isNull();
    }

    @Test
    void printsNamesOnly() {
        assertThat(BINDINGS).hasToString("Bindings[empty, token]");
    }
}
