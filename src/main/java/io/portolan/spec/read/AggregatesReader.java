package io.portolan.spec.read;

import io.portolan.spec.Aggregate;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;

/** Reads one entry of {@code aggregates}. */
final class AggregatesReader {

    static final Keys AGGREGATE =
            Keys.describedBy("namespace", "name", "functions", "flows", "import", "location", "from", "as");
    private static final Keys FUNCTION = Keys.describedBy(
                    "name", "semantics", "inputParameters", "outputParameters", "outputMediaType", "hints")
            .and(ActionReader.KEYS);
    private static final Keys SEMANTICS = Keys.of("safe", "idempotent", "cacheable");

    private AggregatesReader() {}

    static Aggregate read(MappingReader in) {
        in.expect(AGGREGATE);
        String namespace = in.has("namespace") ? in.textOrEmpty("namespace") : in.name();
        if (namespace.isEmpty()) {
            in.missing("namespace", "the name that 'ref' uses for the flows");
        }
        String key = in.either("functions", "flows");
        if (!in.has(key)) {
            in.missing("flows", "the flows to share");
        }
        List<Aggregate.Function> functions = in.named(key, "functions", 0, FUNCTION, AggregatesReader::function);
        return new Aggregate(namespace, in.remark(in.either("label", "display")), functions);
    }

    private static Aggregate.Function function(MappingReader in) {
        in.expect(FUNCTION);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the name that 'ref' uses for the flow");
        }
        MappingReader semantics = in.mapping("semantics");
        return new Aggregate.Function(
                name,
                in.remark("description"),
                semantics == null ? null : semantics(semantics.expect(SEMANTICS)),
                InputReader.list(in),
                ActionReader.read(in),
                OutputReader.list(in));
    }

    private static Aggregate.Semantics semantics(MappingReader in) {
        return new Aggregate.Semantics(
                Words.flag(in, "safe"), Words.flag(in, "idempotent"), Words.flag(in, "cacheable"));
    }
}
