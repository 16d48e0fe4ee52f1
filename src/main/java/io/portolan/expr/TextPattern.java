package io.portolan.expr;

import io.portolan.expr.path.CountedText;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a whole text has to match. What one match may cost is bounded, since the file gives the
 * pattern and a stranger the text: a match that would cost more counts as none.
 */
public final class TextPattern {

    /** The characters of the longest pattern. */
    public static final int MAX_PATTERN = 1000;

    /** Characters that one match may look at, again and again; some milliseconds. */
    private static final int MAX_LOOKS = 1_000_000;

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The pattern; null when the text is none, or longer than 1,000 characters. */
    public static @Nullable TextPattern of(String text) {
        return fault(text) == null ? new TextPattern(Pattern.compile(text)) : null;
    }

    /** Why a text is no pattern; null when it is one. */
    public static @Nullable String fault(String text) {
        if (text.length() > MAX_PATTERN) {
            return "has " + text.length() + " characters";
        }
        try {
            Pattern.compile(text);
            return null;
        } catch (PatternSyntaxException e) {
            return "is no regular expression, " + e.getDescription().toLowerCase(Locale.ROOT);
        } catch (StackOverflowError e) {
            return "is nested too deep";
        }
    }

    public boolean matches(String text) {
        return test(text, Matcher::matches);
    }

    /** Whether a part of the text matches. */
    public boolean occursIn(String text) {
        return test(text, Matcher::find);
    }

    private boolean test(String text, Predicate<Matcher> question) {
        try {
            AtomicInteger looks = new AtomicInteger();
            return question.test(pattern.matcher(new CountedText(text, () -> count(looks))));
        } catch (TooCostlyException | StackOverflowError tooDeep) {
            return false;
        }
    }

    private static void count(AtomicInteger looks) {
        if (looks.incrementAndGet() > MAX_LOOKS) {
            throw new TooCostlyException();
        }
    }

    /** The pattern as the file spells it. */
    public String text() {
        return pattern.pattern();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPattern that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return Objects.hash(text());
    }

    @Override
    public String toString() {
        return text();
    }

    private static final class TooCostlyException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooCostlyException() {
            super("too costly", null, false, false);
        }
    }
}
