package io.portolan.spec.read;

import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Map;

/** Reads an adapter of type {@code control}. */
final class ControlReader {

    private static final Keys CONTROL = ExposesReader.ADAPTER.and(List.of("management", "observability"));

    private ControlReader() {}

    static Exposes.Control read(MappingReader in) {
        in.expect(CONTROL);
        Map<String, Content> management =
                in.content("management") instanceof Content.Fields fields ? fields.fields() : Map.of();
        if (in.has("management") && in.shape("management") != MappingReader.Shape.MAPPING) {
            in.warning("management", "expected a mapping");
        }
        return new Exposes.Control(
                "", in.text("address"), Words.port(in, 9091), AuthenticationReader.read(in), management);
    }
}
