package io.portolan.compile;

import io.portolan.plan.FileFolder;
import io.portolan.spec.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where files to serve are. Looks at names alone; whether the folders are there is seen when they are read. */
final class FileFolders {

    private static final Pattern URI = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(?://)?(.*)");

    private FileFolders() {}

    /**
     * The folder that a location names.
     *
     * @param file the capability file, as it was named
     * @param location such as {@code file:///./skills/orders}
     * @param expected what it should be, for messages
     * @return null when it is no folder below that of the file or the working folder, which the log then says
     */
    static @Nullable FileFolder of(String file, String location, String expected, String where, ProblemLog log) {
        Matcher uri = URI.matcher(location);
        boolean schemed = uri.matches();
        if (schemed && !uri.group(1).equalsIgnoreCase("file")) {
            log.error(where, Problem.quoted(location) + " (expected: " + expected + ")");
            return null;
        }
        try {
            FileFolder folder = below(file, schemed ? path(uri.group(2)) : location);
            if (folder == null) {
                log.error(
                        where,
                        Problem.quoted(location)
                                + " is outside (expected: a place below the folder of this file, or below the working folder)");
            }
            return folder;
        } catch (InvalidPathException unreadable) {
            log.error(where, Problem.quoted(location) + " (expected: " + expected + ")");
            return null;
        }
    }

    /** Whether a relative path stays below where it starts. */
    static boolean inside(String path) {
        try {
            Path relative = Path.of(path);
            return !path.isBlank() && !relative.isAbsolute() && !climbs(relative.normalize());
        } catch (InvalidPathException unreadable) {
            return false;
        }
    }

    /** {@code file:///./x} is relative, though a URI has no such thing. */
    private static String path(String rest) {
        String path = rest.startsWith("/./") || rest.startsWith("/../") ? rest.substring(1) : rest;
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }

    private static @Nullable FileFolder below(String file, String location) {
        Path parent = Path.of(file).getParent();
        String home = parent == null ? "" : parent.toString();
        Path path = Path.of(location).normalize();
        if (!path.isAbsolute()) {
            return climbs(path) ? null : new FileFolder(home, path.toString());
        }
        Path here = Path.of(home).toAbsolutePath().normalize();
        Path working = Path.of("").toAbsolutePath();
        if (path.startsWith(here)) {
            return new FileFolder(home, here.relativize(path).toString());
        }
        return path.startsWith(working)
                ? new FileFolder("", working.relativize(path).toString())
                : null;
    }

    private static boolean climbs(Path normalized) {
        return normalized.startsWith("..");
    }
}
