package io.portolan.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

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

    /** Inside a CDATA section: whatever could be part of its end stands in a section of its own. */
    public static String cdata(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case ']' -> out.append("]]]><![CDATA[");
                case '>' -> out.append("]]><![CDATA[>");
                default -> out.appendCodePoint(inXml(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** Inside quotes of a SPARQL query (19.7 of SPARQL 1.1). */
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

    /** A whole IRI between angle brackets of a SPARQL query: what its rule 139 leaves out is percent-encoded. */
    public static String iri(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c <= ' ' || c == 0x7F || "<>\"{}|^`\\".indexOf(c) >= 0) {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /**
     * One part of an IRI, as a segment of a path.
     *
     * @throws MalformedContentException for one that would leave its place
     */
    public static String iriPart(String text) {
        if (text.equals(".") || text.equals("..")) {
            throw new MalformedContentException("'" + text + "' cannot be a part of an IRI");
        }
        // RFC 3986 2.3 on top of what forms leave alone.
        return form(text).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
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
