package io.portolan.mcp.schema;

/**
 * Where a value does not fit.
 *
 * @param path from the value's root, such as {@code filter.tags[2]}; empty for the root itself
 * @param detail what was expected and what was given
 */
public record SchemaFault(String path, String detail) {

    /** The outermost name of the path; empty for the root itself. */
    public String root() {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }
}
