package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an MCP caller can give: the tool's declared inputs, and arguments named as the called operation's parameters. */
final class McpOffer implements Offer {

    private final String namespace;
    private final List<Exposes.Input> declared;
    private final List<String> names;

    /** @param namespace of the adapter */
    McpOffer(String namespace, List<Exposes.Input> declared) {
        this.namespace = namespace;
        this.declared = List.copyOf(declared);
        this.names = declared.stream().map(Exposes.Input::name).toList();
    }

    @Override
    public Input named(String name, UpstreamParameter target, Parameter like) {
        int input = Names.find(name, names);
        // A tool's input is required unless it says otherwise (format, MCP tool inputParameters).
        Parameter parameter = input < 0 ? Offer.renamed(name, like) : Offer.merged(declared.get(input), like, true);
        return new Input(parameter, new RestInput.Query(parameter.name()));
    }

    @Override
    public Input filling(UpstreamParameter target, Parameter like) {
        return named(like.name(), target, like);
    }

    @Override
    public Parameter body(String name, Parameter like) {
        int input = Names.find(name, names);
        return input < 0 ? Offer.renamed(name, like) : Offer.merged(declared.get(input), like, true);
    }

    @Override
    public @Nullable Content constant(String name) {
        int input = Names.find(name, names);
        return input < 0 ? null : declared.get(input).value();
    }

    @Override
    public List<Input> declared() {
        return declared.stream()
                .filter(input -> input.value() == null)
                .map(input -> new Input(Offer.of(input), new RestInput.Query(input.name())))
                .toList();
    }

    @Override
    public String namespace() {
        return namespace;
    }

    /** A model must not choose whose rights a call has. */
    @Override
    public boolean gives(UpstreamParameter target) {
        return target.place() != UpstreamParameter.Place.HEADER
                || !target.name().equalsIgnoreCase("Authorization");
    }

    @Override
    public boolean declares(String name) {
        return Names.find(name, names) >= 0;
    }
}
