package io.portolan.expr.path;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * I-Regexp (RFC 9485) on {@code java.util.regex}. What a match may cost is bounded by the characters it reads, so that no
 * pattern and no text can hold up a thread.
 */
final class Patterns {

    private static final int MAX_PATTERN = 1000;

    private final PathWalk walk;
    private final Map<String, Optional<Pattern>> known = new HashMap<>();

    Patterns(PathWalk walk) {
        this.walk = walk;
    }

    /** Whether the pattern matches; never for one that is no I-Regexp. */
    boolean match(String pattern, String text, boolean whole) {
        Optional<Pattern> compiled = known.computeIfAbsent(pattern, Patterns::compile);
        if (compiled.isEmpty()) {
            return false;
        }
        var matcher = compiled.get().matcher(new CountedText(text, () -> walk.look(1)));
        try {
            return whole ? matcher.matches() : matcher.find();
        } catch (StackOverflowError tooDeep) {
            return false; // A group repeated over a very long text; java.util.regex recurses there.
        }
    }

    private static Optional<Pattern> compile(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            return Optional.empty();
        }
        try {
            String translated = translate(pattern);
            return translated == null ? Optional.empty() : Optional.of(Pattern.compile(translated));
        } catch (PatternSyntaxException fault) {
            return Optional.empty();
        }
    }

    /** Only what differs between the two kinds is changed; null for what java.util.regex has beyond I-Regexp. */
    private static @Nullable String translate(String pattern) {
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        boolean quantified = false;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            boolean quantifier = !inClass && "*+?{".indexOf(c) >= 0;
            if ((quantifier && quantified) || (c == '(' && pattern.startsWith("(?", at) && !inClass)) {
                return null;
            }
            quantified = quantifier;
            if (c == '\\') {
                if (at + 1 == pattern.length() || "()*+,-./?[\\]^{|}nrtpP$".indexOf(pattern.charAt(at + 1)) < 0) {
                    return null;
                }
                out.append(c).append(pattern.charAt(++at));
            } else if (inClass) {
                inClass = c != ']';
                out.append(c == '[' || c == '&' ? "\\" : "").append(c);
            } else if (c == '[') {
                inClass = true;
                out.append(c);
            } else if (c == '{') {
                int close = pattern.indexOf('}', at);
                if (close < 0) {
                    return null;
                }
                out.append(pattern, at, close + 1);
                at = close;
            } else {
                // RFC 9485 leaves anchors open; the compliance suite has them, and so does whoever writes one.
                out.append(c == '.' ? "[^\\n\\r]" : c == '$' ? "\\z" : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
