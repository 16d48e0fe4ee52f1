package io.portolan.compile;

/**
 * Names that every MCP client accepts: {@code [A-Za-z0-9_-]}, 64 characters at most. Longer ones keep their beginning
 * and end in a hash of the whole, so that they stay apart and stay the same.
 */
final class ToolNames {

    private static final int LONGEST = 64;
    private static final int HASH = 8;

    private ToolNames() {}

    static String accepted(String name) {
        StringBuilder accepted = new StringBuilder(name.length());
        name.codePoints().forEach(c -> accepted.append(allowed(c) ? (char) c : '_'));
        if (accepted.isEmpty()) {
            return "_";
        }
        if (accepted.length() <= LONGEST) {
            return accepted.toString();
        }
        String hash = FlowCompiler.digest(name).substring(0, HASH);
        return accepted.substring(0, LONGEST - HASH - 1) + "_" + hash;
    }

    private static boolean allowed(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
