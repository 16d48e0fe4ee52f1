package io.portolan.binding;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code location} of a group of variables, as files spell it. */
public final class BoundLocation {

    // RFC 3986 3.1; one letter alone is a drive.
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+):(.*)$", Pattern.DOTALL);

    private BoundLocation() {}

    /** Whether values can be read from there: a file, with or without {@code file:} in front. */
    public static boolean readable(String location) {
        return scheme(location).equals("file");
    }

    /** The scheme in lower case; {@code file} where there is none. */
    public static String scheme(String location) {
        Matcher scheme = SCHEME.matcher(location);
        return scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "file";
    }

    /**
     * The path of a file. {@code file:///./x}, {@code file://./x}, {@code file:./x} and {@code file:x} are one and the
     * same relative path; {@code file:///x} is an absolute one.
     */
    static String path(String location) {
        Matcher scheme = SCHEME.matcher(location);
        if (!scheme.matches()) {
            return location;
        }
        String rest = decoded(scheme.group(2));
        if (rest.startsWith("//")) {
            String afterHost = rest.substring(2);
            rest = afterHost.startsWith("localhost/") ? afterHost.substring("localhost".length()) : afterHost;
        }
        return rest.startsWith("/./") || rest.startsWith("/../") ? rest.substring(1) : rest;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
