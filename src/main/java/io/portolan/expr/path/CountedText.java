package io.portolan.expr.path;

/**
 * A text that tells each time it is looked at, so that a regular expression can be stopped: the matcher of
 * {@code java.util.regex} has no bound of its own.
 *
 * @param looked called before each character is given; throws to stop the match
 */
public record CountedText(CharSequence text, Runnable looked) implements CharSequence {

    @Override
    public char charAt(int index) {
        looked.run();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.subSequence(start, end), looked);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
