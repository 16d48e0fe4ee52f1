package io.portolan.options;

/** How an array travels in a query. Objects travel as {@code name[member]=value}, but with {@link #JSON}. */
public enum QueryStyle {
    /** {@code a=1&a=2}, as OpenAPI does by default. */
    REPEAT("repeat"),
    /** {@code a=1,2}. */
    COMMA("comma"),
    /** {@code a=1%202}. */
    SPACE("space"),
    /** {@code a=1|2}. */
    PIPE("pipe"),
    /** {@code a[]=1&a[]=2}, as Rails and PHP read it. */
    BRACKETS("brackets"),
    /** {@code a[0]=1&a[1]=2}, so that arrays and objects may hold each other. */
    DEEP_OBJECT("deepObject"),
    /** {@code a=[1,2]}; objects likewise. */
    JSON("json");

    private final String word;

    QueryStyle(String word) {
        this.word = word;
    }

    /** The word of the settings. */
    public String word() {
        return word;
    }
}
