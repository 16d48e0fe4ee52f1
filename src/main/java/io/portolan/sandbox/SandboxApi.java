package io.portolan.sandbox;

import io.portolan.auth.Credential;
import io.portolan.plan.UpstreamPlan;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One API of the sandbox: its paths, its objects. Not thread-safe; the sandbox runs on one event loop. */
final class SandboxApi {

    private final Gate gate;
    private final PathTree paths;
    private final Stored root;
    private final Map<String, Integer> lastNumbers;

    SandboxApi(UpstreamPlan upstream, Credential credential) {
        this(upstream, credential, new Stored("", "", "", new JsonObject()), new HashMap<>());
    }

    private SandboxApi(UpstreamPlan upstream, Credential credential, Stored root, Map<String, Integer> lastNumbers) {
        this.gate = new Gate(upstream.scheme(), credential);
        this.paths = ApiShape.of(upstream.operations());
        this.root = root;
        this.lastNumbers = lastNumbers;
    }

    /** The same objects, under the paths of another plan. */
    SandboxApi under(UpstreamPlan upstream, Credential credential) {
        return new SandboxApi(upstream, credential, root, lastNumbers);
    }

    /**
     * Does what the request asks for.
     *
     * @param path the decoded segments after the namespace
     * @throws Rejection when the API says no
     */
    Answer answer(List<String> path, Request request) {
        gate.check(request);
        PathTree.Match match = paths.find(path);
        if (match == null) {
            throw Rejection.unknownPath(request.method(), "/" + String.join("/", path));
        }
        Place place = match.place();
        if (!place.allows(request.method())) {
            throw Rejection.wrongMethod(request.method(), String.join(", ", place.methods()));
        }
        return switch (place.kind()) {
            case COLLECTION ->
                collection(place.last(), owner(place, match.ids()).shelf(place.last()), request);
            case OBJECT -> object(place, match.ids(), request);
            case PART -> part(place.part(), owner(place, match.ids()), request);
        };
    }

    private Answer collection(Leg leg, Shelf shelf, Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> Answer.json(200, shelf.page(request));
            case "DELETE" -> {
                shelf.clear();
                yield Answer.NO_CONTENT;
            }
            default -> {
                Stored object = new Stored(nextId(leg.noun()), leg.noun(), "queued", request.object());
                shelf.put(object);
                yield Answer.json(200, object.json());
            }
        };
    }

    private Answer object(Place place, List<String> ids, Request request) {
        Stored object = owner(place, ids);
        switch (request.method()) {
            case "GET", "HEAD" -> {}
            case "PUT" -> object.replace(request.object());
            case "DELETE" -> {
                remove(place, ids);
                return Answer.NO_CONTENT;
            }
            default -> object.merge(request.object());
        }
        return Answer.json(200, object.json());
    }

    private static Answer part(String part, Stored object, Request request) {
        switch (request.method()) {
            case "GET", "HEAD" -> {
                if (Contents.names(part)) {
                    return Contents.of(object.id(), part);
                }
            }
            case "DELETE" -> {
                return Answer.NO_CONTENT;
            }
            default -> object.moveTo(Words.stateAfter(part));
        }
        return Answer.json(200, object.json());
    }

    /** The object that the ids of a path lead to; the root when there is none. */
    private Stored owner(Place place, List<String> ids) {
        Stored owner = root;
        for (int index = 0; index < ids.size(); index++) {
            Leg leg = place.legs().get(index);
            Stored object = owner.shelf(leg).find(ids.get(index));
            if (object == null) {
                throw Rejection.unknownObject(leg, ids.get(index));
            }
            owner = object;
        }
        return owner;
    }

    private void remove(Place place, List<String> ids) {
        int last = ids.size() - 1;
        owner(place, ids.subList(0, last)).shelf(place.last()).remove(ids.get(last));
    }

    private String nextId(String noun) {
        return Words.idPrefix(noun) + "_" + lastNumbers.merge(noun, 1, Integer::sum);
    }
}
