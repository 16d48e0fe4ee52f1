package io.portolan.skill;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the skills.
 *
 * @param namespace whose skills; null for those of all
 * @param skill empty for the catalogue
 * @param file the segments of a file's path, for {@link Part#FILE}
 */
record SkillPath(@Nullable String namespace, Part part, String skill, List<String> file) {

    /** The resources there are. */
    enum Part {
        CATALOGUE,
        DETAILS,
        ARCHIVE,
        CONTENTS,
        FILE
    }

    private static final String SKILLS = "skills";

    /**
     * Reads a path.
     *
     * @param path undecoded, with or without a slash at its end
     * @return null when it is none of the skills'
     */
    static @Nullable SkillPath of(String path) {
        if (!path.contains(SKILLS)) {
            return null;
        }
        List<String> segments = List.of(path.split("/", -1));
        if (segments.size() > 1 && segments.get(1).equals(SKILLS)) {
            return of(null, segments.subList(2, segments.size()));
        }
        if (segments.size() > 2 && segments.get(2).equals(SKILLS)) {
            return of(segments.get(1), segments.subList(3, segments.size()));
        }
        return null;
    }

    private static @Nullable SkillPath of(@Nullable String namespace, List<String> below) {
        boolean slash = !below.isEmpty() && below.getLast().isEmpty();
        List<String> rest = slash ? below.subList(0, below.size() - 1) : below;
        if (rest.isEmpty()) {
            return new SkillPath(namespace, Part.CATALOGUE, "", List.of());
        }
        String skill = decoded(rest.getFirst());
        if (rest.size() == 1) {
            return new SkillPath(namespace, Part.DETAILS, skill, List.of());
        }
        boolean alone = rest.size() == 2;
        return switch (rest.get(1)) {
            case "download" -> alone ? new SkillPath(namespace, Part.ARCHIVE, skill, List.of()) : null;
            case "contents" ->
                alone
                        ? new SkillPath(namespace, Part.CONTENTS, skill, List.of())
                        : new SkillPath(namespace, Part.FILE, skill, decoded(rest.subList(2, rest.size())));
            default -> null;
        };
    }

    private static List<String> decoded(List<String> segments) {
        List<String> decoded = new ArrayList<>();
        segments.forEach(segment -> decoded.add(decoded(segment)));
        return List.copyOf(decoded);
    }

    /** An escape that is none stays as it is, and then names nothing. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }
}
