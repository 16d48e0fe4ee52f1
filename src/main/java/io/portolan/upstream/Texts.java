package io.portolan.upstream;

import io.portolan.expr.Value;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which text may go upstream, and where. */
final class Texts {

    static final String CONTROL = "holds a control character (expected: printable text)";
    static final String SURROGATE = "holds half a surrogate pair (expected: well-formed Unicode)";

    /** The text of a value as it goes on the wire. */
    static String of(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Literal literal -> literal.json();
            case Value.Json json -> withoutControls(json.bytes().toString(StandardCharsets.UTF_8));
        };
    }

    /** What is wrong with the value of a header field (RFC 9110 5.5: printable ASCII); null when nothing is. */
    static @Nullable String headerFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (control(unit)) {
                return CONTROL;
            }
            if (unit > '~') {
                return "holds a character that no header can carry (expected: printable ASCII)";
            }
        }
        return null;
    }

    /** What is wrong with the value of a cookie (RFC 6265 4.1.1); null when nothing is. */
    static @Nullable String cookieFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (" \",;\\".indexOf(text.charAt(i)) >= 0) {
                return "holds a separator (expected: a cookie value without space, quote, comma, semicolon, backslash)";
            }
        }
        return headerFault(text);
    }

    static boolean control(char unit) {
        return unit < ' ' || unit == 0x7F;
    }

    /** Whether a surrogate pair begins at this place. */
    static boolean pair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    // In JSON a raw control character can only be white space between tokens, so that nothing is lost.
    private static String withoutControls(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            if (!control(json.charAt(i))) {
                text.append(json.charAt(i));
            }
        }
        return text.length() == json.length() ? json : text.toString();
    }

    private Texts() {}
}
