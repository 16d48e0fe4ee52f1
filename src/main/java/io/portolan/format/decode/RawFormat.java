package io.portolan.format.decode;

import io.portolan.format.MediaTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the bytes of an answer may be ({@code outputRawFormat}). */
public enum RawFormat {
    JSON,
    /** One JSON value a line; {@code jsonl} is another word for it. */
    NDJSON,
    XML,
    YAML,
    CSV,
    TSV,
    PSV,
    HTML,
    MARKDOWN,
    AVRO,
    PROTOBUF,
    /** Characters that are one value, a string. */
    TEXT,
    /** Bytes that are never looked into. */
    BINARY;

    /** The word of the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its schema is a file, and no selector. */
    public boolean hasSchemaFile() {
        return this == AVRO || this == PROTOBUF;
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RawFormat::word).toList();
    }

    /** The format a word of the file means; null when it means none. */
    public static @Nullable RawFormat of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "json" -> JSON;
            case "ndjson", "jsonl", "jsonlines" -> NDJSON;
            case "xml" -> XML;
            case "yaml", "yml" -> YAML;
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "psv" -> PSV;
            case "html" -> HTML;
            case "markdown", "md" -> MARKDOWN;
            case "avro" -> AVRO;
            case "protobuf" -> PROTOBUF;
            case "text", "plain" -> TEXT;
            case "binary" -> BINARY;
            default -> null;
        };
    }

    /** The format a {@code Content-Type} means; null when it means none, or nothing sure. */
    public static @Nullable RawFormat ofContentType(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        if (MediaTypes.isJson(contentType)) {
            return JSON;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-ndjson",
                    "application/ndjson",
                    "application/jsonl",
                    "application/x-jsonlines",
                    "application/jsonlines",
                    "application/json-lines",
                    "application/json-seq" -> NDJSON;
            case "application/xml", "text/xml" -> XML;
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml" -> YAML;
            case "text/csv", "application/csv" -> CSV;
            case "text/tab-separated-values", "text/tsv" -> TSV;
            case "text/psv", "text/pipe-separated-values" -> PSV;
            case "text/html", "application/xhtml+xml" -> HTML;
            case "text/markdown", "text/x-markdown" -> MARKDOWN;
            default -> bySuffix(type);
        };
    }

    private static @Nullable RawFormat bySuffix(String type) {
        if (type.endsWith("+xml")) {
            return XML;
        }
        if (type.endsWith("+yaml")) {
            return YAML;
        }
        boolean bytes = type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        return bytes || type.equals("application/pdf") || type.equals("application/zip") ? BINARY : null;
    }
}
