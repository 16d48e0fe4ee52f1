package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The variables of one file, whose keys all have the value {@code key-<key>}. */
record Variables(Set<String> namespaces, Map<String, String> keys) {

    static Variables of(CapabilityFile file) {
        Variables variables = new Variables(new HashSet<>(), new HashMap<>());
        for (JsonNode owner :
                new JsonNode[] {file.tree().root(), file.tree().root().path("capability")}) {
            for (JsonNode bind : owner.path("binds")) {
                variables.namespaces().add(bind.path("namespace").asText());
                bind.path("keys")
                        .properties()
                        .forEach(key -> variables
                                .keys()
                                .put(key.getKey(), key.getValue().asText()));
            }
        }
        return variables;
    }

    /** Whether a hole is certainly a variable. */
    boolean knows(String hole) {
        int dot = hole.indexOf('.');
        return keys.containsKey(hole)
                || (dot > 0
                        && (namespaces.contains(hole.substring(0, dot))
                                || hole.substring(0, dot).equals("env")));
    }

    /** Its value here. */
    String value(String hole) {
        String name = keys.containsKey(hole) ? hole : hole.substring(hole.indexOf('.') + 1);
        return given(keys.getOrDefault(name, name));
    }

    /** What this process gives for a key. */
    static String given(String key) {
        return "key-" + key;
    }
}
