package io.portolan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential.Pair;
import io.portolan.auth.Scheme.Placement;
import io.portolan.binding.Bindings;
import io.portolan.expr.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CredentialTest {

    private static final Template KEY = new Template(List.of(new Template.Variable("KEY")));
    private static final Template USER = new Template(List.of(new Template.Variable("USER")));

    @Test
    void addsNothingWithoutAScheme() {
        Credential credential = Credential.of(new Scheme.None(), bindings("x"));

        assertThat(credential).isSameAs(Credential.NONE);
        assertThat(credential).hasToString("none");
    }

    @Test
    void makesABearerHeader() {
        Credential credential = Credential.of(new Scheme.Bearer(KEY), bindings("k-1"));

        assertThat(credential.headers()).containsExactly(new Pair("Authorization", "Bearer k-1"));
    }

    @Test
    void makesABasicHeaderInUtf8() {
        Credential credential = Credential.of(new Scheme.Basic(USER, KEY), bindings("pä:ss"));

        assertThat(credential.headers()).containsExactly(new Pair("Authorization", "Basic bWU6cMOkOnNz"));
    }

    @Test
    void putsAKeyWhereTheApiWantsIt() {
        Credential header = Credential.of(new Scheme.ApiKeys("x-key", KEY, Placement.HEADER), bindings("a b&c"));
        Credential query = Credential.of(new Scheme.ApiKeys("key", KEY, Placement.QUERY), bindings("a b&c*+é"));

        assertThat(header.headers()).containsExactly(new Pair("x-key", "a b&c"));
        assertThat(query.headers()).isEmpty();
        assertThat(query.query()).containsExactly(new Pair("key", "a%20b%26c%2A%2B%C3%A9"));
    }

    @Test
    void joinsTextAndVariables() {
        Template token = new Template(List.of(new Template.Text("pk_"), new Template.Variable("KEY")));

        assertThat(Credential.of(new Scheme.Bearer(token), bindings("1")).headers())
                .containsExactly(new Pair("Authorization", "Bearer pk_1"));
    }

    @Test
    void namesTheVariableThatHasNoValue() {
        for (String empty : new String[] {null, ""}) {
            MissingVariableException missing = catchThrowableOfType(
                    MissingVariableException.class, () -> Credential.of(new Scheme.Bearer(KEY), bindings(empty)));

            assertThat(missing.variable()).isEqualTo("KEY");
        }
    }

    @Test
    void namesTheVariableWhoseValueCannotTravel() {
        for (String value : List.of("k\n", "k\r\nX: 1", "\u0000", "k\u007f", "schlüssel", "🔑")) {
            UnfitVariableException unfit = catchThrowableOfType(
                    UnfitVariableException.class, () -> Credential.of(new Scheme.Bearer(KEY), bindings(value)));

            assertThat(unfit).as(value).isNotNull();
            assertThat(unfit.variable()).isEqualTo("KEY");
            assertThat(unfit.getMessage()).doesNotContain(value);
        }
    }

    @Test
    void neverPrintsItsValue() {
        Credential header = Credential.of(new Scheme.Bearer(KEY), bindings("secret"));
        Credential query = Credential.of(new Scheme.ApiKeys("key", KEY, Placement.QUERY), bindings("secret"));

        assertThat(header).hasToString("Authorization: <redacted>");
        assertThat(query).hasToString("?key=<redacted>");
    }

    @Test
    void aSchemeTellsItsVariablesOnce() {
        assertThat(new Scheme.None().variables()).isEmpty();
        assertThat(new Scheme.Bearer(KEY).variables()).containsExactly("KEY");
        assertThat(new Scheme.Basic(USER, KEY).variables()).containsExactly("USER", "KEY");
        assertThat(new Scheme.Basic(KEY, KEY).variables()).containsExactly("KEY");
        assertThat(new Scheme.ApiKeys("x", KEY, Placement.HEADER).variables()).containsExactly("KEY");
    }

    private static Bindings bindings(String key) {
        return Bindings.of(Map.of(), name -> name.equals("KEY") ? key : "me");
    }
}
