package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.expr.path.JsonPath;
import io.portolan.expr.path.PathSyntaxException;
import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a REST caller can give: the placeholders of the path, declared inputs, and the rest in query, header or body. */
final class RestOffer implements Offer {

    /**
     * The route whose callers these are.
     *
     * @param namespace of the adapter
     * @param captures the names of the path's placeholders, from the left
     * @param declared the inputs that the adapter, the resource and the operation declare
     */
    record Route(String namespace, String method, List<String> captures, List<Exposes.Input> declared) {

        Route {
            captures = List.copyOf(captures);
            declared = List.copyOf(declared);
        }

        boolean mayHaveBody() {
            return Set.of("POST", "PUT", "PATCH").contains(method);
        }
    }

    private final Route route;
    private final List<String> names;
    private final Set<String> contested;
    private final Map<String, Integer> captureOfName = new HashMap<>();
    private final Set<Integer> used = new TreeSet<>();
    private final Map<String, String> spelledOtherwise = new TreeMap<>();

    /** @param wanted what the operation needs */
    RestOffer(Route route, ActionCompiler.Wanted wanted) {
        this.route = route;
        this.names = route.declared().stream().map(Exposes.Input::name).toList();
        this.contested = wanted.contested();
        List<String> inPath = wanted.inPath().stream()
                .distinct()
                .filter(name -> !elsewhere(name))
                .toList();
        Set<Integer> taken = new TreeSet<>();
        wanted.inTexts().forEach(name -> taken.add(Names.find(name, route.captures())));
        List<Integer> free = IntStream.range(0, route.captures().size())
                .filter(index -> !taken.contains(index))
                .boxed()
                .toList();
        int[] partners =
                Names.pair(inPath, free.stream().map(route.captures()::get).toList());
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] >= 0) {
                captureOfName.put(inPath.get(index), free.get(partners[index]));
            }
        }
    }

    /** Whether an input is declared to come from somewhere else than the path. */
    private boolean elsewhere(String name) {
        int input = Names.find(name, names);
        String in = input < 0 ? null : route.declared().get(input).in();
        return in != null && !in.equalsIgnoreCase("path");
    }

    @Override
    public Input named(String name, UpstreamParameter target, Parameter like) {
        int input = Names.find(name, names);
        int capture = captureOf(name, target);
        if (capture >= 0) {
            compare(route.captures().get(capture), name);
            return capture(
                    capture, input < 0 ? like : Offer.merged(route.declared().get(input), like, true));
        }
        if (input >= 0) {
            Exposes.Input found = route.declared().get(input);
            return new Input(Offer.merged(found, like, like.required()), place(found, target));
        }
        Input located = located(name, target, like);
        return located != null ? located : new Input(Offer.renamed(name, like), place(name, target));
    }

    @Override
    public Input filling(UpstreamParameter target, Parameter like) {
        return named(like.name(), target, like);
    }

    private int captureOf(String name, UpstreamParameter target) {
        if (target.place() == Place.PATH && captureOfName.containsKey(name)) {
            return captureOfName.get(name);
        }
        return target.place() == Place.PATH || !contested.contains(target.name())
                ? Names.find(name, route.captures())
                : -1;
    }

    @Override
    public @Nullable Content constant(String name) {
        int input = Names.find(name, names);
        Content value = input < 0 ? null : route.declared().get(input).value();
        boolean path = value instanceof Content.Text text && text.text().startsWith("$");
        return path ? null : value;
    }

    @Override
    public List<Input> declared() {
        UpstreamParameter nowhere = new UpstreamParameter("", Place.NONE, ValueType.ANY);
        return route.declared().stream()
                .filter(input -> constant(input.name()) == null && Names.find(input.name(), route.captures()) < 0)
                .map(input -> new Input(Offer.of(input), place(input, nowhere)))
                .toList();
    }

    @Override
    public String namespace() {
        return route.namespace();
    }

    @Override
    public boolean declares(String name) {
        return Names.find(name, names) >= 0 || Names.find(name, route.captures()) >= 0;
    }

    @Override
    public Parameter body(String name, Parameter like) {
        return route.declared().stream()
                .filter(input -> "body".equals(input.in()))
                .findFirst()
                .map(input -> Offer.merged(input, like, like.required()))
                .orElseGet(() -> Offer.renamed(name, like));
    }

    /** The placeholders of the path that nothing reads. */
    List<String> unusedCaptures() {
        return IntStream.range(0, route.captures().size())
                .filter(index -> !used.contains(index))
                .mapToObj(route.captures()::get)
                .toList();
    }

    /** The placeholders that mean a parameter of another spelling, and that spelling. */
    Map<String, String> spelledOtherwise() {
        return spelledOtherwise;
    }

    private void compare(String placeholder, String name) {
        if (!placeholder.equals(name) && Names.alike(placeholder, name) && !names.contains(placeholder)) {
            spelledOtherwise.putIfAbsent(placeholder, name);
        }
    }

    private Input capture(int capture, Parameter like) {
        used.add(capture);
        ValueType type = like.type() == ValueType.ANY ? ValueType.STRING : like.type();
        return new Input(
                new Parameter(route.captures().get(capture), type, true, like.description(), like.pattern()),
                new RestInput.Path(capture));
    }

    private RestInput place(Exposes.Input input, UpstreamParameter target) {
        String in = input.in() == null ? "" : input.in().toLowerCase(Locale.ROOT);
        return switch (in) {
            case "header" -> new RestInput.Header(input.name());
            case "query", "path" -> new RestInput.Query(input.name());
            case "cookie" -> new RestInput.Cookie(input.name());
            case "body" -> inBody(input);
            default ->
                input.value() instanceof Content.Text text && text.text().startsWith("$")
                        ? inBody(input)
                        : place(input.name(), target);
        };
    }

    /** A JSONPath into the body, or its member of this name. */
    private static RestInput inBody(Exposes.Input input) {
        if (input.value() instanceof Content.Text text && text.text().startsWith("$")) {
            try {
                return new RestInput.Body(input.name(), JsonPath.parse(text.text()));
            } catch (PathSyntaxException e) {
                return member(input.name());
            }
        }
        return member(input.name());
    }

    private RestInput place(String name, UpstreamParameter target) {
        return switch (target.place()) {
            case HEADER -> new RestInput.Header(name);
            case COOKIE -> new RestInput.Cookie(name);
            case NONE -> route.mayHaveBody() ? member(name) : new RestInput.Query(name);
            case PATH, QUERY, FLAG -> new RestInput.Query(name);
        };
    }

    /** A name that nothing is declared under may say where to look: {@code body.x}, {@code query.x}, {@code path.x}. */
    private @Nullable Input located(String name, UpstreamParameter target, Parameter like) {
        int dot = name.indexOf('.');
        String place = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot + 1);
        Parameter renamed = Offer.renamed(rest, like);
        return switch (place) {
            case "body" ->
                new Input(
                        rest.isEmpty() ? Offer.renamed("body", like) : renamed,
                        rest.isEmpty() ? new RestInput.Body("", path("$")) : member(rest));
            case "query" -> rest.isEmpty() ? null : new Input(renamed, new RestInput.Query(rest));
            case "header", "headers" -> rest.isEmpty() ? null : new Input(renamed, new RestInput.Header(rest));
            case "cookie", "cookies" -> rest.isEmpty() ? null : new Input(renamed, new RestInput.Cookie(rest));
            case "path" -> rest.isEmpty() ? null : named(rest, target, like);
            default -> null;
        };
    }

    private static RestInput member(String name) {
        return new RestInput.Body(name, path("$['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']"));
    }

    private static JsonPath path(String text) {
        try {
            return JsonPath.parse(text);
        } catch (PathSyntaxException e) {
            throw new IllegalStateException("a path of our own", e);
        }
    }
}
