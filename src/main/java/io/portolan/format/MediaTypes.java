package io.portolan.format;

import org.jspecify.annotations.Nullable;

/** What a {@code Content-Type} says, parameters and letter case aside. Nothing here allocates. */
public final class MediaTypes {

    public static final String JSON = "application/json";

    private static final String[] TEXT = {
        "application/xml", "application/x-ndjson", "application/jsonl", "application/yaml", "application/javascript"
    };

    /** {@code application/json} or any {@code +json} type. */
    public static boolean isJson(@Nullable String contentType) {
        return contentType != null && (is(contentType, JSON) || hasSuffix(contentType, "+json"));
    }

    /** What an HTML form, and curl's {@code -d}, send unless told otherwise. */
    public static boolean isForm(@Nullable String contentType) {
        return contentType != null && is(contentType, "application/x-www-form-urlencoded");
    }

    /** Events that are each to be seen as soon as they come. */
    public static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && is(contentType, "text/event-stream");
    }

    /** Whether the bytes are characters that a person may read: JSON, XML, anything {@code text/}, and the like. */
    public static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (startsWith(contentType, "text/") || isJson(contentType) || hasSuffix(contentType, "+xml")) {
            return true;
        }
        for (String type : TEXT) {
            if (is(contentType, type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is this type, written in lower case and without parameters. */
    public static boolean is(String contentType, String type) {
        return startsWith(contentType, type) && end(contentType) == type.length();
    }

    private static boolean startsWith(String contentType, String prefix) {
        return contentType.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean hasSuffix(String contentType, String suffix) {
        int start = end(contentType) - suffix.length();
        return start > 0 && contentType.regionMatches(true, start, suffix, 0, suffix.length());
    }

    /** Where the type ends and its parameters begin. */
    private static int end(String contentType) {
        int semicolon = contentType.indexOf(';');
        int end = semicolon < 0 ? contentType.length() : semicolon;
        while (end > 0 && contentType.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private MediaTypes() {}
}
