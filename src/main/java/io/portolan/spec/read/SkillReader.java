package io.portolan.spec.read;

import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an adapter of type {@code skill}. */
final class SkillReader {

    private static final Keys ADAPTER = ExposesReader.ADAPTER.and(List.of("skills"));
    private static final Keys SKILL = Keys.describedBy("name", "location", "tools");
    private static final Keys TOOL = Keys.describedBy("name", "from", "instruction");
    private static final Keys FROM = Keys.of("sourceNamespace", "namespace", "action", "tool", "operation");

    /** What a skill has a place of its own for. */
    private static final Set<String> READ = Set.of("name", "description", "location", "tools");

    private SkillReader() {}

    static Exposes.Skills read(MappingReader in) {
        in.expect(ADAPTER);
        if (!in.has("skills")) {
            in.missing("skills", "the skills to list");
        }
        return new Exposes.Skills(
                ExposesReader.namespace(in, "skill"),
                in.text("address"),
                Words.port(in, 8080),
                in.remark("description"),
                AuthenticationReader.read(in),
                in.named("skills", SKILL, SkillReader::skill));
    }

    private static Exposes.Skill skill(MappingReader in) {
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the skill's name");
        }
        return new Exposes.Skill(
                name,
                in.remark("description"),
                in.text("location"),
                properties(in),
                in.named("tools", TOOL, SkillReader::tool));
    }

    /** What else the file says of it: front matter, which is the author's. */
    private static Map<String, Content> properties(MappingReader in) {
        Map<String, Content> properties = new LinkedHashMap<>();
        for (String key : in.keys()) {
            Content value = READ.contains(key) ? null : in.content(key);
            if (value != null) {
                properties.put(key, value);
            }
        }
        return properties;
    }

    private static Exposes.SkillTool tool(MappingReader in) {
        in.expect(TOOL);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the tool's name");
        }
        MappingReader from = in.mapping("from");
        if (from == null && !in.has("instruction")) {
            in.missing("from", "sourceNamespace and action, or instruction: a file");
        }
        return new Exposes.SkillTool(
                name,
                in.remark("description"),
                from == null ? null : source(from.expect(FROM)),
                from == null ? null : from.requiredText(from.either("action", "tool", "operation"), "a tool there"),
                in.text("instruction"));
    }

    private static String source(MappingReader from) {
        return from.requiredText(
                from.either("sourceNamespace", "namespace"), "the namespace of a rest or mcp adapter of this file");
    }
}
