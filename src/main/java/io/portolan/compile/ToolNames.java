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
        String plain = plain(name);
        return plain.length() <= LONGEST ? plain : ending(plain, hash(name));
    }

    /** The name with a hash at its end, for one that would be another's. */
    static String hashed(String name, String salt) {
        return ending(plain(name), hash(salt + "\n" + name));
    }

    static String hash(String text) {
        return FlowCompiler.digest(text).substring(0, HASH);
    }

    private static String ending(String plain, String hash) {
        return plain.substring(0, Math.min(plain.length(), LONGEST - HASH - 1)) + "_" + hash;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().forEach(c -> plain.append(allowed(c) ? (char) c : '_'));
        return plain.isEmpty() ? "_" : plain.toString();
    }

    private static boolean allowed(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
