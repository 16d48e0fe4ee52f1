package io.portolan.compile;

import io.portolan.spec.Consumes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a consumed operation: its own, and those its resource and namespace give to all. */
final class DeclaredParameters {

    /** Parameters declared at one level, and the path of the level in the document. */
    record Group(List<Consumes.Parameter> parameters, String where) {}

    /** A parameter and its path in the document. */
    record Declared(Consumes.Parameter parameter, String where) {}

    private final Map<String, Declared> byNameAndPlace = new LinkedHashMap<>();

    /** Merges levels; of two parameters with one name and place the later level wins. */
    static DeclaredParameters merge(List<Group> groups) {
        DeclaredParameters merged = new DeclaredParameters();
        for (Group group : groups.reversed()) {
            for (int index = 0; index < group.parameters().size(); index++) {
                Consumes.Parameter parameter = group.parameters().get(index);
                String where = group.where() + ".inputParameters[" + index + "]";
                merged.byNameAndPlace.putIfAbsent(
                        parameter.in() + " " + parameter.name(), new Declared(parameter, where));
            }
        }
        return merged;
    }

    List<Declared> all() {
        return List.copyOf(byNameAndPlace.values());
    }
}
