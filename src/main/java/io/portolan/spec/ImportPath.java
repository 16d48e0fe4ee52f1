package io.portolan.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The paths by which files name each other: relative to the folder of the file that names, with slashes. */
final class ImportPath {

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** Some files write {@code file:///./x.yaml}, and mean the folder of the file as well. */
    private static final Pattern RELATIVE_FILE = Pattern.compile("^file:/{0,3}(?=\\.\\.?/)");

    private ImportPath() {}

    /** Without detours; null when the path is not relative. */
    static @Nullable String normal(String from) {
        String path = RELATIVE_FILE.matcher(from.strip().replace('\\', '/')).replaceFirst("");
        return path.isEmpty() || path.startsWith("/") || SCHEME.matcher(path).matches() ? null : withoutDetours(path);
    }

    /** What a path in one file names, seen from where the file's own path is seen. */
    static String beside(String file, String path) {
        String slashed = file.replace('\\', '/');
        return withoutDetours(slashed.substring(0, slashed.lastIndexOf('/') + 1) + path);
    }

    private static String withoutDetours(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
