package io.portolan.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough English to name objects after paths, and states after verbs. */
final class Words {

    /** What a vendor calls the parameter that holds an id: {@code batch_id}, {@code jobId}. */
    private static final Pattern ID_NAME = Pattern.compile("(.+?)(?:[_-](?:id|ID|Id|uuid)|I[dD])");

    private static final Pattern ES_PLURAL = Pattern.compile(".+(?:ch|sh|ss|x|z)es");
    private static final Pattern S_PLURAL = Pattern.compile(".+[^sui]s");
    private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

    private static final Map<String, String> STATES = Map.of(
            "cancel", "cancelled",
            "stop", "stopped",
            "start", "running",
            "run", "running",
            "resume", "running",
            "restart", "running",
            "submit", "submitted");

    private Words() {}

    /** What is kept under a path: by the name of its id ({@code job_id}), else by the last word of the path. */
    static String noun(String idName, String lastSegment) {
        Matcher matcher = ID_NAME.matcher(idName);
        String noun = matcher.matches() ? matcher.group(1) : singular(lastWord(lastSegment));
        String plain = noun.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return plain.isEmpty() || plain.equals("_") ? "object" : plain;
    }

    /** How ids of this noun begin; vendors shorten some. */
    static String idPrefix(String noun) {
        return noun.equals("checkpoint") ? "ck" : noun;
    }

    static boolean plural(String word) {
        return !singular(lastWord(word)).equals(lastWord(word));
    }

    /** The state an object is in after this verb: {@code cancelled} after {@code cancel}. */
    static String stateAfter(String verb) {
        String word = lastWord(verb).toLowerCase(Locale.ROOT);
        String known = STATES.get(word);
        if (known != null) {
            return known;
        }
        if (CONSONANT_Y.matcher(word).matches()) {
            return word.substring(0, word.length() - 1) + "ied";
        }
        return word.endsWith("e") ? word + "d" : word + "ed";
    }

    static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (ES_PLURAL.matcher(word).matches()) {
            return word.substring(0, word.length() - 2);
        }
        return S_PLURAL.matcher(word).matches() ? word.substring(0, word.length() - 1) : word;
    }

    private static String lastWord(String segment) {
        return segment.substring(Math.max(segment.lastIndexOf('-'), segment.lastIndexOf('_')) + 1);
    }
}
