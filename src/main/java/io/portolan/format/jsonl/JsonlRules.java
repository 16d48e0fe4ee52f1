package io.portolan.format.jsonl;

import org.jspecify.annotations.Nullable;

/**
 * What a batch input file may be.
 *
 * @param maxBytes of the file
 * @param maxLines of the file; what is kept to tell ids apart grows with its lines, and ends with them
 * @param maxLineBytes of one line, its end aside
 * @param idField the member of every line that is a string and unique; null when none has to be
 */
public record JsonlRules(
        long maxBytes,
        int maxLines,
        long maxLineBytes,
        @Nullable String idField) {

    /** What OpenAI, Anthropic, Groq, Mistral, Together and Fireworks call it. */
    public static final String CUSTOM_ID = "custom_id";

    /**
     * Nothing that a vendor takes is refused. Gemini takes the largest files, 2 GB. Mistral names the largest number of
     * requests, a million, but Gemini and Fireworks name none: ten times as much. Nobody names a limit for a line, and
     * Anthropic's for all requests together is 256 MB.
     */
    public static final JsonlRules DEFAULTS = new JsonlRules(2L << 30, 10_000_000, 256L << 20, CUSTOM_ID);

    public JsonlRules {
        if (maxBytes < 1 || maxLines < 1 || maxLineBytes < 1) {
            throw new IllegalArgumentException(
                    "a limit of " + Math.min(maxBytes, Math.min(maxLines, maxLineBytes)) + " (expected: 1 or more)");
        }
    }
}
