package io.portolan.spec.read;

import io.portolan.spec.Aggregate;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Consumes;
import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the sections of a file, whether they stand in {@code capability} or, as in files that only lend parts out, at
 * the root; and the imports that stand in place of them.
 */
final class SectionsReader {

    private static final String PLACE = "capability";

    private final MappingReader root;
    private final MappingReader capability;
    private final List<CapabilitySpec.Import> imports = new ArrayList<>();

    /** @param capability without keys when the file has none */
    SectionsReader(MappingReader root, MappingReader capability) {
        this.root = root;
        this.capability = capability;
    }

    CapabilitySpec read(String version, CapabilitySpec.Info info) {
        List<CapabilitySpec.Binding> binds = binds();
        List<Consumes> consumes = sections("consumes", ConsumesReader.CONSUMES, this::consumes);
        List<Aggregate> aggregates = sections("aggregates", AggregatesReader.AGGREGATE, this::aggregate);
        List<Exposes> exposes = sections("exposes", ExposesReader.ADAPTER, this::exposes);
        return new CapabilitySpec(version, info, binds, consumes, aggregates, exposes, imports);
    }

    private <T> List<T> sections(String key, Keys keys, Function<MappingReader, T> section) {
        List<T> all = new ArrayList<>(capability.named(key, keys, section));
        all.addAll(root.under(PLACE).named(key, key, all.size(), keys, section));
        return all;
    }

    private List<CapabilitySpec.Binding> binds() {
        List<CapabilitySpec.Binding> all = new ArrayList<>();
        all.addAll(root.named("binds", BindsReader.BINDING, in -> bind(in, 0)));
        int before = all.size();
        all.addAll(capability.named("binds", BindsReader.BINDING, in -> bind(in, before)));
        all.addAll(root.named("externalRefs", BindsReader.EXTERNAL, BindsReader::external));
        all.addAll(capability.named("externalRefs", BindsReader.EXTERNAL, BindsReader::external));
        return all;
    }

    private CapabilitySpec.Binding bind(MappingReader in, int before) {
        if (!in.has("import")) {
            return BindsReader.read(in);
        }
        String name = imported(in, "binds", before + in.index());
        return new CapabilitySpec.Binding(in.where(), name, null, Map.of());
    }

    private Consumes consumes(MappingReader in) {
        return in.has("import")
                ? new Consumes(
                        imported(in, "consumes", in.index()), in.remark("description"), "", List.of(), null, List.of())
                : ConsumesReader.read(in);
    }

    private Aggregate aggregate(MappingReader in) {
        return in.has("import")
                ? new Aggregate(imported(in, "aggregates", in.index()), null, List.of())
                : AggregatesReader.read(in);
    }

    private Exposes exposes(MappingReader in) {
        if (!in.has("import")) {
            return ExposesReader.read(in);
        }
        imported(in, "exposes", in.index());
        return new Exposes.Other("", "");
    }

    private static final Keys IMPORT = Keys.describedBy("import", "location", "from", "as", "type", "namespace");

    /** The namespace under which the section will be known. */
    private String imported(MappingReader in, String section, int index) {
        in.expect(IMPORT);
        String name = in.textOrEmpty("import");
        String from = in.requiredText(in.either("from", "location"), "the file to import from, relative to this one");
        String as = in.text("as");
        imports.add(new CapabilitySpec.Import(in.where(), section, index, from, name, as));
        return as == null ? name : as;
    }
}
