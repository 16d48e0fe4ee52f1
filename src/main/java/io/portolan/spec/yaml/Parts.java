package io.portolan.spec.yaml;

import io.portolan.spec.Position;
import io.portolan.spec.yaml.Elements.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The parts of one collection as mappings to read.
 *
 * @param path of the collection
 * @param first the index of the first part
 */
record Parts(Findings findings, String path, int first) {

    /**
     * The place of a part in its collection.
     *
     * @param name the key it stands under; null when it is an item of a list
     */
    record Slot(@Nullable String name, int index) {

        static final Slot NONE = new Slot(null, 0);
    }

    <T> List<T> read(List<Element> elements, Function<MappingReader, T> reader) {
        List<T> read = new ArrayList<>();
        for (Element element : elements) {
            if (findings.full()) {
                break;
            }
            read.add(reader.apply(part(element, new Slot(element.name(), first + read.size()))));
        }
        return read;
    }

    /** A key without anything below it names a part all the same. */
    private MappingReader part(Element element, Slot slot) {
        String where = path + "[" + slot.index() + "]";
        Position at = findings.at(element.at());
        if (slot.name() != null && Nodes.absent(element.value())) {
            findings.stands(where, at);
            return new MappingReader(findings, where, at, slot, new Entries(List.of()));
        }
        return mapping(findings, where, at, slot, element.value());
    }

    /** What is no mapping is read as one without keys, whose problems nobody will look at. */
    static MappingReader mapping(Findings findings, String where, Position at, Slot slot, Node value) {
        findings.stands(where, at);
        if (Nodes.plain(value) instanceof MappingNode mapping) {
            return new MappingReader(findings, where, at, slot, new Entries(mapping.getValue()));
        }
        findings.error(findings.at(value), where, "expected a mapping, found " + Nodes.kind(value));
        return new MappingReader(findings.apart(), where, at, slot, new Entries(List.of()));
    }
}
