package io.portolan.mcp.part;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The charset that a media type names. */
public final class Charsets {

    private static final String PARAMETER = "charset=";

    /** UTF-8 where none is named, or one that is unknown here: better a few U+FFFD than nothing. */
    public static Charset of(String mediaType) {
        int at = mediaType.toLowerCase(Locale.ROOT).indexOf(PARAMETER);
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = mediaType.substring(at + PARAMETER.length()).split(";", 2)[0];
        try {
            return Charset.forName(name.replace('"', ' ').trim());
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private Charsets() {}
}
