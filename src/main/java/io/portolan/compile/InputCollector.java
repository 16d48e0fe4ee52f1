package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.RestInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs that one flow turns out to need: as the flow names them, as the edge's callers do, and where REST puts them. */
final class InputCollector {

    private final List<Parameter> flow = new ArrayList<>();
    private final List<Parameter> edge = new ArrayList<>();
    private final List<RestInput> places = new ArrayList<>();

    /**
     * The position of an input, which is added unless the same one of the edge is there already.
     *
     * @param parameter as the flow names it
     */
    int add(Parameter parameter, Offer.Input input) {
        for (int index = 0; index < edge.size(); index++) {
            boolean same = edge.get(index).name().equals(input.parameter().name());
            if (same && places.get(index).equals(input.place())) {
                return index;
            }
        }
        flow.add(parameter);
        edge.add(input.parameter());
        places.add(input.place());
        return flow.size() - 1;
    }

    /**
     * Adds the declared inputs that nothing reads, since a caller who goes by the file gives them all the same.
     *
     * @param body that is handed on as it is, whatever is declared to be in it; null for none
     */
    void addUnread(Offer offer, @Nullable Parameter body) {
        for (Offer.Input input : offer.declared()) {
            String name = input.parameter().name();
            boolean read = edge.stream().anyMatch(known -> known.name().equals(name))
                    || (body != null && (body.name().equals(name) || input.place() instanceof RestInput.Body));
            if (!read) {
                Parameter unread = input.parameter();
                add(new Parameter(name, unread.type(), false, unread.description(), unread.pattern()), input);
            }
        }
    }

    Parameters flow(@Nullable Parameter body) {
        return new Parameters(flow, body);
    }

    Parameters edge(@Nullable Parameter body) {
        return new Parameters(edge, body);
    }

    List<RestInput> places() {
        return places;
    }
}
