package io.portolan.spec;

import io.portolan.spec.CapabilitySpec.Binding;
import io.portolan.spec.CapabilitySpec.Import;
import java.util.ArrayList;
import java.util.List;

/** The sections of a capability by the word for their kind, as imports name them. */
final class Sections {

    private Sections() {}

    /** The namespaces of one kind; empty for those that are imported in turn. */
    static List<String> names(CapabilitySpec capability, String kind) {
        return switch (kind) {
            case "consumes" ->
                capability.consumes().stream().map(Consumes::namespace).toList();
            case "aggregates" ->
                capability.aggregates().stream().map(Aggregate::namespace).toList();
            case "exposes" ->
                capability.exposes().stream().map(Exposes::namespace).toList();
            default -> capability.binds().stream().map(Binding::namespace).toList();
        };
    }

    /** The path of one section in its document. */
    static String path(CapabilitySpec capability, String kind, int index) {
        return kind.equals("binds") ? capability.binds().get(index).where() : "capability." + kind + "[" + index + "]";
    }

    /** The capability with a section of another one in place of an import. */
    static CapabilitySpec replaced(CapabilitySpec capability, Import wanted, CapabilitySpec other, int index) {
        List<Binding> binds = new ArrayList<>(capability.binds());
        List<Consumes> consumes = new ArrayList<>(capability.consumes());
        List<Aggregate> aggregates = new ArrayList<>(capability.aggregates());
        List<Exposes> exposes = new ArrayList<>(capability.exposes());
        String as = wanted.as();
        String name = as == null ? wanted.name() : as;
        Move move = new Move(path(other, wanted.section(), index), wanted.where());
        switch (wanted.section()) {
            case "consumes" ->
                consumes.set(wanted.index(), renamed(other.consumes().get(index), name, move));
            case "aggregates" ->
                aggregates.set(wanted.index(), renamed(other.aggregates().get(index), name));
            case "exposes" ->
                exposes.set(wanted.index(), renamed(other.exposes().get(index), name, move));
            default -> binds.set(wanted.index(), renamed(other.binds().get(index), name, wanted.where()));
        }
        return new CapabilitySpec(
                capability.version(), capability.info(), binds, consumes, aggregates, exposes, capability.imports());
    }

    private static Binding renamed(Binding bind, String name, String where) {
        return new Binding(where, name, bind.location(), bind.keys());
    }

    private static Consumes renamed(Consumes consumes, String name, Move move) {
        return new Consumes(
                name,
                consumes.description(),
                consumes.baseUri(),
                consumes.inputParameters(),
                move.of(consumes.authentication()),
                consumes.resources());
    }

    private static Aggregate renamed(Aggregate aggregate, String name) {
        return new Aggregate(name, aggregate.label(), aggregate.functions());
    }

    private static Exposes renamed(Exposes exposes, String name, Move move) {
        return switch (exposes) {
            case Exposes.Rest it ->
                new Exposes.Rest(
                        name,
                        it.address(),
                        it.port(),
                        move.of(it.authentication()),
                        it.inputParameters(),
                        it.resources());
            case Exposes.Mcp it ->
                new Exposes.Mcp(
                        name,
                        it.address(),
                        it.port(),
                        it.transport(),
                        it.description(),
                        move.of(it.authentication()),
                        it.icons(),
                        it.tools(),
                        it.resources(),
                        it.prompts(),
                        it.caching(),
                        it.maxBinarySize());
            case Exposes.Skills it ->
                new Exposes.Skills(
                        name, it.address(), it.port(), it.description(), move.of(it.authentication()), it.skills());
            case Exposes.Control it -> it;
            case Exposes.Other it -> new Exposes.Other(name, it.type());
        };
    }
}
