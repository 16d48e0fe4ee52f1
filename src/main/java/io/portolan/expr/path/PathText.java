package io.portolan.expr.path;

/** The text of a path and how far it is read. */
final class PathText {

    /** 2^53 - 1, RFC 9535 2.1. */
    static final long MAX_INTEGER = 9_007_199_254_740_991L;

    private final String text;
    private final int offset;
    private int at;

    /** @param written spaces around the path do not count */
    PathText(String written) {
        this.text = written.strip();
        this.offset = text.isEmpty() ? 0 : written.indexOf(text.charAt(0));
    }

    String all() {
        return text;
    }

    int at() {
        return at;
    }

    void back(int to) {
        at = to;
    }

    boolean ended() {
        return at >= text.length();
    }

    char peek() {
        return text.charAt(at);
    }

    String rest() {
        return text.substring(at);
    }

    String from(int start) {
        return text.substring(start, at);
    }

    boolean sees(char c) {
        return !ended() && peek() == c;
    }

    boolean sees(String word) {
        return text.startsWith(word, at);
    }

    boolean takes(char c) {
        boolean there = sees(c);
        at += there ? 1 : 0;
        return there;
    }

    boolean takes(String word) {
        boolean there = sees(word);
        at += there ? word.length() : 0;
        return there;
    }

    void skip(int count) {
        at += count;
    }

    void skipTo(String ends) {
        while (!ended() && ends.indexOf(peek()) < 0) {
            at++;
        }
    }

    void blanks() {
        while (!ended() && " \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    /** A text in single or double quotes, RFC 9535 2.3.1. */
    String quoted() {
        char quote = peek();
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (!takes(quote)) {
            if (ended()) {
                throw fault(start, "the quote is never closed");
            }
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw fault(at - 1, "a control character inside quotes (expected: an escape such as \\n)");
            }
            if (c == '\\') {
                value.append(escape(quote));
            } else {
                value.append(c);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            boolean pair = i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
            if (Character.isSurrogate(value.charAt(i)) && !pair) {
                throw fault(start, "half of a surrogate pair");
            }
            i += pair ? 1 : 0;
        }
        return value.toString();
    }

    private char escape(char quote) {
        char c = ended() ? 0 : text.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '/', '\\' -> c;
            case 'u' -> unicode();
            default -> {
                if (c != quote) {
                    throw fault(
                            at - 1, "an unknown escape (expected: \\b \\f \\n \\r \\t \\/ \\\\ \\uXXXX or the quote)");
                }
                yield c;
            }
        };
    }

    private char unicode() {
        int end = Math.min(text.length(), at + 4);
        String digits = text.substring(at, end);
        if (digits.length() < 4 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
            throw fault(at, "expected four hexadecimal digits");
        }
        at = end;
        return (char) Integer.parseInt(digits, 16);
    }

    PathSyntaxException fault(String reason) {
        return fault(at, reason);
    }

    PathSyntaxException fault(int place, String reason) {
        return new PathSyntaxException(place + offset + 1, reason);
    }
}
