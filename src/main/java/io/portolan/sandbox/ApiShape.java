package io.portolan.sandbox;

import io.portolan.plan.Flow;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads from the operations of an API what its paths stand for. */
final class ApiShape {

    private static final String ID = "/{}";
    private static final SortedSet<String> NONE = Collections.emptySortedSet();

    private final Map<String, List<Segment>> paths = new HashMap<>();
    private final Map<String, SortedSet<String>> methods = new HashMap<>();

    private ApiShape() {}

    /** The paths of the operations that these flows call. */
    static PathTree of(List<Flow> flows) {
        ApiShape shape = new ApiShape();
        for (Flow flow : flows) {
            for (Step step : flow.steps()) {
                if (step instanceof Step.Call call) {
                    shape.add(call.operation());
                }
            }
        }
        PathTree tree = new PathTree();
        shape.paths.values().forEach(path -> tree.add(path, shape.place(path)));
        return tree;
    }

    private void add(UpstreamOperation operation) {
        List<Segment> path = Segment.of(operation.path());
        String shape = Segment.shape(path);
        paths.putIfAbsent(shape, path);
        methods.computeIfAbsent(shape, unseen -> new TreeSet<>()).add(operation.method());
    }

    private Place place(List<Segment> path) {
        List<Leg> legs = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < path.size(); index++) {
            Segment segment = path.get(index);
            if (segment.idName() == null) {
                texts.add(segment.prefix());
                continue;
            }
            legs.add(leg(Segment.shape(path.subList(0, index)), segment.idName(), texts));
            texts.clear();
            if (segment.suffix().startsWith(":")) {
                texts.add(segment.suffix().substring(1));
            }
        }
        return place(Segment.shape(path), legs, texts);
    }

    private Place place(String shape, List<Leg> legs, List<String> texts) {
        SortedSet<String> declared = methodsOf(shape);
        if (texts.isEmpty() && !legs.isEmpty()) {
            return new Place(Place.Kind.OBJECT, legs, "", declared);
        }
        String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        if (!legs.isEmpty() && !collection(shape, last)) {
            return new Place(Place.Kind.PART, legs, last, declared);
        }
        legs.add(leg(shape, idNameUnder(shape), texts));
        return new Place(Place.Kind.COLLECTION, legs, "", declared);
    }

    /** Whether a path that goes on after an id leads to a collection, rather than to a verb or a part of the object. */
    private boolean collection(String shape, String last) {
        if (methodsOf(shape + ID).contains("GET")) {
            return true;
        }
        SortedSet<String> declared = methodsOf(shape);
        return declared.contains("GET") && (declared.contains("POST") || (Words.plural(last) && !Contents.names(last)));
    }

    private Leg leg(String shape, String idName, List<String> texts) {
        String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        boolean stocked = !methodsOf(shape).contains("POST");
        return new Leg(String.join("/", texts), Words.noun(idName, last), stocked);
    }

    /** How the file names the ids of the collection at this path; empty when it never does. */
    private String idNameUnder(String shape) {
        List<Segment> path = paths.getOrDefault(shape + ID, List.of());
        String name = path.isEmpty() ? null : path.get(path.size() - 1).idName();
        return name == null ? "" : name;
    }

    private SortedSet<String> methodsOf(String shape) {
        return methods.getOrDefault(shape, NONE);
    }
}
