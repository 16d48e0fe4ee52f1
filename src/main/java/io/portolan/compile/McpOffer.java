package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Exposes;
import java.util.List;

/** What an MCP caller can give: the tool's declared inputs, and arguments named as the called operation's parameters. */
final class McpOffer implements Offer {

    private final List<Exposes.Input> declared;
    private final List<String> names;

    McpOffer(List<Exposes.Input> declared) {
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

    /** The names of the inputs the tool declares. */
    List<String> names() {
        return names;
    }
}
