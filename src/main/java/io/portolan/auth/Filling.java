package io.portolan.auth;

import io.portolan.binding.Bindings;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntPredicate;

/** Fills templates with the values of variables, and sees to it that the outcome can travel. */
final class Filling {

    private final Bindings bindings;

    Filling(Bindings bindings) {
        this.bindings = bindings;
    }

    /** For a header, which carries printable ASCII only (RFC 9110 5.5: the rest is garbled on the way, or ends it). */
    String header(Template template) {
        return fill(template, character -> character >= ' ' && character <= '~', false);
    }

    /** For a cookie (RFC 6265 4.1.1). */
    String cookie(Template template) {
        return fill(
                template, character -> character > ' ' && character <= '~' && "\",;\\".indexOf(character) < 0, false);
    }

    /** For what is encoded before it travels. */
    String text(Template template) {
        return fill(template, character -> character >= ' ' && character != 0x7F, false);
    }

    /** Like {@link #text}; a variable may be empty, for there are users without a password. */
    String password(Template template) {
        return fill(template, character -> character >= ' ' && character != 0x7F, true);
    }

    /** The value as part of a URL, all but RFC 3986's unreserved characters encoded. */
    static String percent(String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        // URLEncoder is for forms: it spells a space as a plus and keeps the asterisk.
        return form.replace("+", "%20").replace("*", "%2A");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String fill(Template template, IntPredicate mayTravel, boolean mayBeEmpty) {
        for (String variable : template.variables()) {
            String value = mayBeEmpty ? bindings.valueOrEmpty(variable) : bindings.value(variable);
            if (value == null) {
                throw new MissingVariableException(variable);
            }
            if (!value.chars().allMatch(mayTravel)) {
                throw new UnfitVariableException(variable);
            }
        }
        String text = template.render(Scope.ofVariables(bindings::valueOrEmpty));
        if (text == null || !text.chars().allMatch(mayTravel)) {
            throw new IllegalArgumentException(
                    "a credential holds a character that cannot travel (expected: printable ASCII)");
        }
        return text;
    }
}
