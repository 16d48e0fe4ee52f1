package io.portolan.cli.settings;

import io.portolan.format.HeaderFields;
import io.portolan.spec.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a text under {@code upstreams}; null for nothing. Values are not shown: they may be secrets. */
final class UpstreamTexts {

    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(?i)json|form|" + TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "=[ -~]+)?");

    static @Nullable String baseUri(@Nullable String text) {
        if (text == null || text.indexOf('{') >= 0) {
            return null;
        }
        String expected = "no base URI (expected: http:// or https://, a host, and a path at most)";
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return web && bare && uri.getHost() != null ? null : expected;
        } catch (URISyntaxException e) {
            return expected;
        }
    }

    static @Nullable String header(String name, String text) {
        String fault = field(name);
        if (fault == null && name.equalsIgnoreCase("Cookie")) {
            return "cookies are sent as a credential only (expected: authentication of type apikey, placement: cookie)";
        }
        boolean printable = text.chars().allMatch(HeaderFields::printable);
        return fault != null || printable ? fault : "holds what no header can carry (expected: printable ASCII)";
    }

    static @Nullable String query(String name, String text) {
        boolean sound = !name.isEmpty() && (name + text).chars().noneMatch(Character::isISOControl);
        return sound ? null : "holds a control character, or has no name (expected: printable text)";
    }

    static @Nullable String contentType(@Nullable String text) {
        return text == null || MEDIA_TYPE.matcher(text).matches()
                ? null
                : Problem.quoted(text) + " (expected: json, form, or a media type such as application/xml)";
    }

    /** About a caller's header that is to be let through. */
    static @Nullable String passable(String name) {
        boolean secret = name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie");
        return secret
                ? Problem.quoted(name)
                        + " is what callers show Portolan and never goes upstream (expected: another name)"
                : field(name);
    }

    private static @Nullable String field(String name) {
        if (!HeaderFields.token(name)) {
            return Problem.quoted(name) + " is no name of a header (expected: letters, digits, '-' and '_')";
        }
        return HeaderFields.FRAMING.contains(name)
                ? Problem.quoted(name)
                        + " belongs to the connection and is not for a setting to say (expected: another name)"
                : null;
    }

    private UpstreamTexts() {}
}
