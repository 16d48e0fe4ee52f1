package io.portolan.spec.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The JSON spelling of numbers, booleans and null as YAML 1.2's core schema knows them (YAML 1.2.2, 10.3.2). A number
 * that begins with zeros stays text: it is a code, and its zeros would be lost.
 */
final class JsonScalar {

    /** Digits of a number that are read as one; longer ones are somebody's text. */
    private static final int LONGEST = 400;

    private static final Pattern NUMBER = Pattern.compile(
            "[+]?(?<sign>-?)(?<whole>0|[1-9][0-9]*)?(?:\\.(?<part>[0-9]*))?(?:[eE](?<power>[-+]?[0-9]{1,3}))?");

    private JsonScalar() {}

    /** Null when the value is text. */
    static @Nullable String of(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "null";
        }
        if (tag.equals(Tag.BOOL)) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? text.toLowerCase(Locale.ROOT)
                    : null;
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return number && text.length() <= LONGEST ? number(text) : null;
    }

    /** Infinity and what is no number: YAML has a word for them, JSON has not. */
    static boolean unspeakable(ScalarNode node) {
        return node.getTag().equals(Tag.FLOAT) && node.getValue().matches("[-+]?\\.(?i:inf|nan)");
    }

    private static @Nullable String number(String text) {
        if (text.startsWith("0x") || text.startsWith("0o")) {
            int radix = text.charAt(1) == 'x' ? 16 : 8;
            return text.substring(2).matches(radix == 16 ? "[0-9a-fA-F]+" : "[0-7]+")
                    ? new BigInteger(text.substring(2), radix).toString()
                    : null;
        }
        Matcher parts = NUMBER.matcher(text);
        if (!parts.matches() || !text.matches(".*[0-9].*")) {
            return null;
        }
        String whole = parts.group("whole");
        String part = parts.group("part");
        String power = parts.group("power");
        return parts.group("sign")
                + (whole == null ? "0" : whole)
                + (part == null || part.isEmpty() ? "" : "." + part)
                + (power == null ? "" : "e" + power);
    }
}
