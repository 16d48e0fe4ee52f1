package io.portolan.compile;

import io.portolan.plan.McpPart;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpTool;
import java.util.Arrays;
import java.util.function.Function;

/** How tools, resources and prompts are called where files meet. */
final class McpSpellings {

    private McpSpellings() {}

    static final SharedNames.Spelling<McpTool> TOOLS =
            new Names<>("tool", tool -> tool.flow().digest() + tool.guard());

    static final SharedNames.Spelling<McpPrompt> PROMPTS =
            new Names<>("prompt", prompt -> Arrays.asList(prompt.arguments(), prompt.wording(), prompt.guard()));

    /** {@code <namespace>+<uri>}, by the shape of the URI. */
    static final SharedNames.Spelling<McpResource> RESOURCES = new SharedNames.Spelling<>() {

        @Override
        public String kind() {
            return "resource";
        }

        @Override
        public String own(McpResource resource) {
            return resource.uri().shape();
        }

        @Override
        public String prefixed(McpResource resource) {
            return scheme(resource.namespace()) + "+" + own(resource);
        }

        @Override
        public String apart(McpResource resource) {
            return scheme(resource.namespace()) + "-" + ToolNames.hash(resource.namespace()) + "+" + own(resource);
        }

        @Override
        public Object likeness(McpResource resource) {
            Object origin = resource.origin() instanceof McpResource.Operation operation
                    ? operation.flow().digest()
                    : resource.origin();
            return Arrays.asList(origin, resource.uri(), resource.mimeType(), resource.guard());
        }
    };

    /** The resource under the name that it got. */
    static McpResource called(String name, McpResource resource) {
        String own = RESOURCES.own(resource);
        return resource.at(resource.uri().after(name.substring(0, name.length() - own.length())));
    }

    /** The beginning of a URI: a letter, then letters, digits, {@code +}, {@code -} and {@code .} (RFC 3986, 3.1). */
    private static String scheme(String namespace) {
        String plain = namespace.replaceAll("[^A-Za-z0-9.-]", "-");
        return plain.matches("[A-Za-z].*") ? plain : "n" + plain;
    }

    /** Names of tools and prompts. */
    private record Names<T extends McpPart>(String kind, Function<T, Object> alike) implements SharedNames.Spelling<T> {

        @Override
        public String own(T part) {
            return ToolNames.accepted(part.name());
        }

        @Override
        public String prefixed(T part) {
            return ToolNames.accepted(part.namespace() + "_" + part.name());
        }

        @Override
        public String apart(T part) {
            return ToolNames.hashed(part.namespace() + "_" + part.name(), part.namespace());
        }

        @Override
        public Object likeness(T part) {
            return alike.apply(part);
        }
    }
}
