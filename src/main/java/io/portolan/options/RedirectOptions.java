package io.portolan.options;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a download may be followed to that its API redirects to, such as signed storage; callers get any other redirect
 * as it is.
 *
 * @param follow hosts: {@code storage.example.com}, {@code storage.example.com:8443}, or {@code *.example.com} for all
 *     below it
 * @param most redirects in a row; null for the usual number
 */
public record RedirectOptions(List<String> follow, @Nullable Integer most) {

    /** None is followed. */
    public static final RedirectOptions NONE = new RedirectOptions(List.of(), null);

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?");
    private static final int USUAL = 5;

    public RedirectOptions {
        follow = List.copyOf(follow);
        for (String host : follow) {
            if (!isHost(host)) {
                throw new IllegalArgumentException("'" + host + "' (expected: a host such as storage.example.com, or"
                        + " *.example.com for all below it)");
            }
        }
    }

    /** Whether this is a host, or a pattern for some, as {@code follow} wants them. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** Redirects in a row. */
    public int longest() {
        return most == null ? USUAL : most;
    }

    /**
     * Whether a download may go on there.
     *
     * @param usual whether the port is that of the scheme
     */
    public boolean allows(String host, int port, boolean usual) {
        String name = host.toLowerCase(Locale.ROOT);
        return follow.stream().map(text -> text.toLowerCase(Locale.ROOT)).anyMatch(pattern -> {
            int colon = pattern.indexOf(':');
            boolean portFits = colon < 0 ? usual : pattern.substring(colon + 1).equals(Integer.toString(port));
            String wanted = colon < 0 ? pattern : pattern.substring(0, colon);
            return portFits && (wanted.startsWith("*.") ? name.endsWith(wanted.substring(1)) : name.equals(wanted));
        });
    }

    /** These, and those of a less specific pattern where these say nothing. */
    RedirectOptions over(RedirectOptions other) {
        return new RedirectOptions(follow.isEmpty() ? other.follow : follow, most == null ? other.most : most);
    }
}
