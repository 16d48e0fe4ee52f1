package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What one exposed operation or tool does, by the rules: which request it makes, of which inputs.
 *
 * @param targets the parts of the upstream request
 * @param inputs everything a caller can give
 */
record Route(Exposed exposed, Definition definition, List<Target> targets, List<Input> inputs) {

    /** A part of the upstream request. */
    record Target(String key, Place place, String type, boolean required, Source source) {}

    /** Where a part of the upstream request stands; {@code HOLE} is a template's own, sent nowhere else. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        BODY,
        MEMBER,
        HOLE
    }

    /** What the file says cannot be done, and the part of the file that is to blame. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<JsonNode> blamed;

        Refusal(String why, JsonNode... blamed) {
            super(why, null, false, false);
            this.blamed = List.of(blamed);
        }

        List<JsonNode> blamed() {
            return blamed;
        }
    }
}
