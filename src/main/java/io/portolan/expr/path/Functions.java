package io.portolan.expr.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import org.jspecify.annotations.Nullable;

/** The functions of RFC 9535 that need nothing but a value. */
final class Functions {

    /** Characters of a text, elements of a list, members of an object; null for anything else. */
    static @Nullable JsonNode length(JsonNode of) {
        if (of.isTextual()) {
            String text = of.textValue();
            return JsonTree.NODES.numberNode(text.codePointCount(0, text.length()));
        }
        return of.isContainerNode() ? JsonTree.NODES.numberNode(of.size()) : null;
    }

    /** Whether a text sorts before another, by Unicode code points. */
    static boolean before(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length() && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (at == left.length() || at == right.length()) {
            return left.length() < right.length();
        }
        char a = left.charAt(at);
        char b = right.charAt(at);
        // Surrogates stand for code points above all others.
        boolean high = Character.isSurrogate(a) != Character.isSurrogate(b);
        return high ? Character.isSurrogate(b) : a < b;
    }

    private Functions() {}
}
