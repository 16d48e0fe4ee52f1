package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Aggregate;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shared flow can be given by one adapter that refers to it: the flow's own names, filled as the adapter's
 * {@code with} says, and where it says nothing by the adapter's input of the same name.
 */
final class FunctionOffer implements Offer {

    private final String namespace;
    private final List<Exposes.Input> inputs;
    private final List<String> names;
    private final Map<String, WithValue> with;
    private final Offer adapter;

    /** @param with by the names of the flow's inputs */
    FunctionOffer(Aggregate aggregate, Aggregate.Function function, Map<String, WithValue> with, Offer adapter) {
        this.namespace = aggregate.namespace();
        this.inputs = function.inputParameters();
        this.names = inputs.stream().map(Exposes.Input::name).toList();
        this.with = with;
        this.adapter = adapter;
    }

    @Override
    public Input named(String name, UpstreamParameter target, Parameter like) {
        int index = Names.find(name, names);
        Parameter declared = index < 0 ? like : Offer.merged(inputs.get(index), like, true);
        String own = index < 0 ? name : names.get(index);
        return with.get(own) instanceof WithValue.Reference reference
                ? adapter.named(reference.name(), target, Offer.renamed(reference.name(), declared))
                : adapter.named(own, target, declared);
    }

    @Override
    public Input filling(UpstreamParameter target, Parameter like) {
        return named(like.name(), target, like);
    }

    @Override
    public @Nullable Content constant(String name) {
        int index = Names.find(name, names);
        return index >= 0 && with.get(names.get(index)) instanceof WithValue.Made made ? made.content() : null;
    }

    @Override
    public Offer beneath() {
        return adapter;
    }

    @Override
    public List<Input> declared() {
        return adapter.declared();
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public boolean declares(String name) {
        return Names.find(name, names) >= 0;
    }

    @Override
    public Parameter body(String name, Parameter like) {
        int index = Names.find(name, names);
        return adapter.body(name, index < 0 ? like : Offer.merged(inputs.get(index), like, true));
    }
}
