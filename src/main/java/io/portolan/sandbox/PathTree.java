package io.portolan.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of one API, segment by segment; text wins over an id, an id with text around it over a bare one. */
final class PathTree {

    private final Map<String, PathTree> texts = new HashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private @Nullable Place place;

    void add(List<Segment> segments, Place place) {
        if (segments.isEmpty()) {
            this.place = place;
            return;
        }
        child(segments.get(0)).add(segments.subList(1, segments.size()), place);
    }

    /**
     * The place a path leads to.
     *
     * @return null when it leads nowhere
     */
    @Nullable
    Match find(List<String> path) {
        return find(path, List.of());
    }

    private @Nullable Match find(List<String> path, List<String> ids) {
        if (path.isEmpty()) {
            return place == null ? null : new Match(place, ids);
        }
        List<String> rest = path.subList(1, path.size());
        PathTree text = texts.get(path.get(0));
        Match match = text == null ? null : text.find(rest, ids);
        for (int index = 0; match == null && index < branches.size(); index++) {
            Branch branch = branches.get(index);
            String id = branch.segment().idIn(path.get(0));
            match = id == null ? null : branch.tree().find(rest, plus(ids, id));
        }
        return match;
    }

    private PathTree child(Segment segment) {
        if (segment.idName() == null) {
            return texts.computeIfAbsent(segment.prefix(), text -> new PathTree());
        }
        for (Branch branch : branches) {
            if (branch.segment().shape().equals(segment.shape())) {
                return branch.tree();
            }
        }
        Branch branch = new Branch(segment, new PathTree());
        branches.add(branch);
        branches.sort(Comparator.comparingInt(Branch::textLength).reversed());
        return branch.tree();
    }

    private static List<String> plus(List<String> ids, String id) {
        List<String> more = new ArrayList<>(ids);
        more.add(id);
        return more;
    }

    /** A place, and the ids in the path that led there. */
    record Match(Place place, List<String> ids) {}

    private record Branch(Segment segment, PathTree tree) {

        int textLength() {
            return segment.prefix().length() + segment.suffix().length();
        }
    }
}
