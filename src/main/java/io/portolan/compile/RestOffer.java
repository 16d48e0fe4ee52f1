package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Exposes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a REST caller can give: the placeholders of the path, declared inputs, and the rest in the query. */
final class RestOffer implements Offer {

    private final List<String> captures;
    private final List<Exposes.Input> declared;
    private final Map<String, Integer> captureOfTarget = new HashMap<>();
    private final Set<Integer> used = new TreeSet<>();

    /**
     * @param captures the names of the path's placeholders, from the left
     * @param claimed the names that {@code with} reads
     * @param unclaimed the operation's path parameters for which {@code with} says nothing
     */
    RestOffer(List<String> captures, List<Exposes.Input> declared, List<String> claimed, List<String> unclaimed) {
        this.captures = List.copyOf(captures);
        this.declared = List.copyOf(declared);
        Set<Integer> taken = new TreeSet<>();
        claimed.forEach(name -> taken.add(Names.find(name, captures)));
        List<Integer> free = Stream.iterate(0, index -> index < captures.size(), index -> index + 1)
                .filter(index -> !taken.contains(index))
                .toList();
        int[] partners = Names.pair(unclaimed, free.stream().map(captures::get).toList());
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] >= 0) {
                captureOfTarget.put(unclaimed.get(index), free.get(partners[index]));
            }
        }
    }

    @Override
    public Input named(String name, UpstreamParameter target, Parameter like) {
        int capture = Names.find(name, captures);
        int input = Names.find(name, declared.stream().map(Exposes.Input::name).toList());
        if (capture >= 0) {
            return capture(capture, input < 0 ? like : Offer.merged(declared.get(input), like, true));
        }
        if (input >= 0) {
            Exposes.Input found = declared.get(input);
            Parameter parameter = Offer.merged(found, like, like.required());
            return new Input(parameter, place(found.in(), found.name(), target));
        }
        return new Input(Offer.renamed(name, like), place(null, name, target));
    }

    @Override
    public Input filling(UpstreamParameter target, Parameter like) {
        Integer capture = captureOfTarget.get(like.name());
        return capture == null ? named(like.name(), target, like) : capture(capture, like);
    }

    @Override
    public Parameter body(String name, Parameter like) {
        return declared.stream()
                .filter(input -> "body".equals(input.in()))
                .findFirst()
                .map(input -> Offer.merged(input, like, like.required()))
                .orElseGet(() -> Offer.renamed(name, like));
    }

    /** The placeholders of the path that nothing reads. */
    List<String> unusedCaptures() {
        return Stream.iterate(0, index -> index < captures.size(), index -> index + 1)
                .filter(index -> !used.contains(index))
                .map(captures::get)
                .toList();
    }

    private Input capture(int capture, Parameter like) {
        used.add(capture);
        ValueType type = like.type() == ValueType.ANY ? ValueType.STRING : like.type();
        return new Input(
                new Parameter(captures.get(capture), type, true, like.description()), new RestInput.Path(capture));
    }

    private static RestInput place(@Nullable String in, String name, UpstreamParameter target) {
        boolean header = in == null ? target.place() == UpstreamParameter.Place.HEADER : in.equals("header");
        return header ? new RestInput.Header(name) : new RestInput.Query(name);
    }
}
