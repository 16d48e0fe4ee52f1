package io.portolan.plan;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI, or a template of URIs (RFC 6570, level 1).
 *
 * @param literals the texts around the variables, one more than those; only the first and the last may be empty
 * @param variables in order, each once
 */
public record UriTemplate(List<String> literals, List<String> variables) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    public UriTemplate {
        literals = List.copyOf(literals);
        variables = List.copyOf(variables);
        if (literals.size() != variables.size() + 1) {
            throw new IllegalArgumentException("one more text than variables is needed");
        }
    }

    /**
     * The template that a text spells.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static UriTemplate parse(String text) {
        List<String> literals = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            String name = variable.group(1);
            if (variables.contains(name)) {
                throw new IllegalArgumentException("'{" + name + "}' stands twice (expected: once)");
            }
            if (!variables.isEmpty() && variable.start() == end) {
                throw new IllegalArgumentException("nothing stands before '{" + name + "}' to tell it from '{"
                        + variables.getLast() + "}' (expected: a text between them)");
            }
            literals.add(plain(text.substring(end, variable.start())));
            variables.add(name);
            end = variable.end();
        }
        literals.add(plain(text.substring(end)));
        return new UriTemplate(literals, variables);
    }

    private static String plain(String literal) {
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "a brace that belongs to no variable (expected: {name} of letters, digits and _)");
        }
        return literal;
    }

    /** Whether there is no variable in it. */
    public boolean isPlain() {
        return variables.isEmpty();
    }

    /**
     * The values of the variables in a URI of this template, in their order and without percent-encoding.
     *
     * @return null when the URI is none of it
     */
    public @Nullable Map<String, String> match(String uri) {
        if (isPlain()) {
            return uri.equals(literals.getFirst()) ? Map.of() : null;
        }
        String last = literals.getLast();
        if (!uri.startsWith(literals.getFirst()) || !uri.endsWith(last)) {
            return null;
        }
        int limit = uri.length() - last.length();
        Map<String, String> values = new LinkedHashMap<>();
        int start = literals.getFirst().length();
        for (int index = 0; index < variables.size(); index++) {
            boolean inner = index + 1 < variables.size();
            int end = inner ? uri.indexOf(literals.get(index + 1), start + 1) : limit;
            String value = start < end && end <= limit ? decoded(uri.substring(start, end)) : null;
            if (value == null) {
                return null;
            }
            values.put(variables.get(index), value);
            start = end + literals.get(index + 1).length();
        }
        return values;
    }

    /** Null for what no variable expands to: delimiters of a URI, and what is no percent-encoded UTF-8. */
    private static @Nullable String decoded(String raw) {
        if (raw.chars().anyMatch(c -> "/?#&".indexOf(c) >= 0)) {
            return null;
        }
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(raw)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return null;
        }
    }

    private static byte[] bytes(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            if (raw.charAt(at) == '%') {
                if (at + 3 > raw.length()) {
                    throw new IllegalArgumentException("cut percent-encoding");
                }
                bytes.write(HexFormat.fromHexDigits(raw, at + 1, at + 3));
                at += 2;
            } else {
                int length = Character.charCount(raw.codePointAt(at));
                bytes.writeBytes(raw.substring(at, at + length).getBytes(StandardCharsets.UTF_8));
                at += length - 1;
            }
        }
        return bytes.toByteArray();
    }

    /** The template with every variable alike: two templates with one shape are the same to readers. */
    public String shape() {
        return String.join("{}", literals);
    }

    /** The same with a text in front. */
    public UriTemplate after(String prefix) {
        List<String> prefixed = new ArrayList<>(literals);
        prefixed.set(0, prefix + literals.getFirst());
        return new UriTemplate(prefixed, variables);
    }

    /** The template as the file spells it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(literals.getFirst());
        for (int index = 0; index < variables.size(); index++) {
            text.append('{').append(variables.get(index)).append('}').append(literals.get(index + 1));
        }
        return text.toString();
    }
}
