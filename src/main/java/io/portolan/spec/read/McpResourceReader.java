package io.portolan.spec.read;

import io.portolan.spec.Action;
import io.portolan.spec.Offered;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code resources} of an MCP adapter. */
final class McpResourceReader {

    private static final Keys RESOURCE = Keys.describedBy(
                    "name",
                    "icons",
                    "uri",
                    "mimeType",
                    "binary",
                    "location",
                    "outputParameters",
                    "outputRawFormat",
                    "outputMediaType",
                    "maxBinarySize",
                    "deprecated")
            .and(ActionReader.KEYS);

    private McpResourceReader() {}

    static List<Offered.Resource> list(MappingReader in) {
        return in.named("resources", RESOURCE, McpResourceReader::resource);
    }

    private static Offered.Resource resource(MappingReader in) {
        in.expect(RESOURCE);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the resource's name");
        }
        Action action = ActionReader.read(in);
        boolean acts = !(action instanceof Action.None);
        if (acts && in.has("location")) {
            in.warning("location", "is not used beside an operation");
        }
        return new Offered.Resource(
                name,
                in.remark(in.either("label", "display", "title")),
                in.remark("description"),
                IconReader.list(in),
                in.requiredText("uri", "the URI to serve, such as data://orders/{id}"),
                mimeType(in),
                Boolean.TRUE.equals(Words.flag(in, "binary")),
                action,
                OutputReader.list(in),
                acts ? null : in.text("location"),
                in.remark("maxBinarySize"));
    }

    private static @Nullable String mimeType(MappingReader in) {
        String type = in.remark(in.either("mimeType", "outputMediaType"));
        if (type == null || type.matches("[^/\\s;]+/[^/\\s;]+(\\s*;.*)?")) {
            return type;
        }
        in.warning("mimeType", "expected a media type such as text/markdown, found " + Problem.quoted(type));
        return null;
    }
}
