package io.portolan.plan;

/**
 * What is wrong with one input of a caller.
 *
 * @param in {@code path}, {@code query}, {@code header}, {@code body} or {@code argument}
 * @param detail says what is wrong and what was expected, without the name
 */
public record InputFault(String in, String name, String detail) {

    /** The name and what is wrong with it: {@code limit: expected an integer, got 'abc'}. */
    @Override
    public String toString() {
        return name + ": " + detail;
    }
}
