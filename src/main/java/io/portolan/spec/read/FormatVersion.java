package io.portolan.spec.read;

import java.util.regex.Pattern;

/** The versions of the format that are known. */
final class FormatVersion {

    static final String KNOWN = "0.3 to 1.0.0-beta5";

    private static final Pattern PATTERN = Pattern.compile(
            "v?(?:0(?:\\.\\d+){0,2}|1(?:\\.0){0,2}|1\\.0\\.0-alpha\\d?|1\\.0\\.0-beta[1-5]?(?:-SNAPSHOT)?)");

    private FormatVersion() {}

    static boolean known(String version) {
        return PATTERN.matcher(version.strip()).matches();
    }
}
