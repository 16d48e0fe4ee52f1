package io.portolan.format.jsonl;

/** Where in the grammar of RFC 8259 the next byte stands, and what may stand there. */
enum ScanState {
    START("an object"),
    FIRST_NAME("a name in double quotes or '}'"),
    NAME("a name in double quotes"),
    COLON("':'"),
    VALUE("a value"),
    FIRST_ITEM("a value or ']'"),
    MEMBER_END("',' or '}'"),
    ITEM_END("',' or ']'"),
    STRING("'\"'"),
    ESCAPE("one of \" \\ / b f n r t u after \\"),
    HEX("four hexadecimal digits after \\u"),
    MULTIBYTE("UTF-8"),
    MINUS("a digit"),
    ZERO("no digit after a leading 0"),
    INTEGER("a digit"),
    POINT("a digit"),
    FRACTION("a digit"),
    EXPONENT("a digit, '+' or '-'"),
    SIGN("a digit"),
    POWER("a digit"),
    LITERAL("true, false or null"),
    DONE("the end of the line");

    private final String expected;

    ScanState(String expected) {
        this.expected = expected;
    }

    String expected() {
        return expected;
    }

    /** Whether the number may end here. */
    boolean wholeNumber() {
        return this == ZERO || this == INTEGER || this == FRACTION || this == POWER;
    }

    boolean inString() {
        return this == STRING || this == ESCAPE || this == HEX || this == MULTIBYTE;
    }
}
