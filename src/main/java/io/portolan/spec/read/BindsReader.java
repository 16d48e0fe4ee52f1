package io.portolan.spec.read;

import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code binds}, and {@code externalRefs} of the format's first versions. Nothing here costs more than itself: a
 * variable that no bind declares is looked up in the environment anyway.
 */
final class BindsReader {

    static final Keys BINDING = Keys.describedBy("namespace", "name", "location", "keys", "import", "from", "as");
    static final Keys EXTERNAL =
            Keys.describedBy("name", "namespace", "type", "resolution", "uri", "location", "keys", "variables");

    private BindsReader() {}

    static CapabilitySpec.Binding read(MappingReader in) {
        in.expect(BINDING);
        return new CapabilitySpec.Binding(in.where(), namespace(in), in.remark("location"), keys(in, "keys"));
    }

    static CapabilitySpec.Binding external(MappingReader in) {
        in.expect(EXTERNAL);
        String uri = in.remark(in.either("uri", "location"));
        boolean file = uri != null && !"runtime".equals(in.remark("resolution"));
        String location = file && !String.valueOf(uri).contains(":") ? "file:" + uri : uri;
        return new CapabilitySpec.Binding(
                in.where(), namespace(in), file ? location : null, keys(in, in.either("keys", "variables")));
    }

    private static String namespace(MappingReader in) {
        String namespace = in.remark("namespace");
        String name = namespace == null ? in.name() : namespace;
        if (name.isEmpty()) {
            in.warning("missing key 'namespace' (expected: a name for the group of variables)");
        }
        return name;
    }

    /** The key in the source, by variable name; a list holds names that are the same in both. */
    private static Map<String, String> keys(MappingReader in, String key) {
        Map<String, String> keys = new LinkedHashMap<>();
        switch (in.shape(key)) {
            case null -> {}
            case TEXT -> in.warning(key, "expected a mapping of variables to keys of the source");
            case LIST -> in.texts(key).forEach(name -> keys.put(name, name));
            case MAPPING -> {
                MappingReader mapping = in.mapping(key);
                if (mapping != null) {
                    for (String name : mapping.keys()) {
                        String source = mapping.remark(name);
                        keys.put(name, source == null ? name : source);
                    }
                }
            }
        }
        return keys;
    }
}
