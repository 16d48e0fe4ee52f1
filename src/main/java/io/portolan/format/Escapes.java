package io.portolan.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A caller's text inside a text of the file: written so that it stays text, whatever it holds. */
public final class Escapes {

    /** Inside the text of an element or the value of an attribute; what XML 1.0 cannot say at all becomes U+FFFD. */
    public static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(inXml(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** A name or value of {@code application/x-www-form-urlencoded}. */
    public static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Inside quotes of a SPARQL query (19.7 of SPARQL 1.1); angle brackets and braces end an IRI or a group. */
    public static String sparql(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\', '"', '\'' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Inside a JSON text between quotes. */
    public static String json(String text) {
        String quoted = JsonTree.text(JsonTree.NODES.textNode(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    /** A name or file name of {@code multipart/form-data}, as browsers write it (RFC 7578 2, the HTML standard). */
    public static String multipart(String name) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            switch (c) {
                case '"' -> out.append("%22");
                case '\r' -> out.append("%0D");
                case '\n' -> out.append("%0A");
                default -> out.append(c == 0 ? "%00" : String.valueOf(c));
            }
        }
        return out.toString();
    }

    private static boolean inXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private Escapes() {}
}
