package io.portolan.skill;

import io.portolan.files.FolderFile;
import io.portolan.plan.Skill;
import io.portolan.plan.SkillTool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Skills as clients of the format read them; what we add has names of its own. */
final class SkillJson {

    private SkillJson() {}

    /** {@code {count, skills}}. */
    static JsonObject catalogue(List<ServedSkill> skills) {
        JsonArray entries = new JsonArray();
        skills.forEach(skill -> entries.add(entry(skill)));
        return new JsonObject().put("count", skills.size()).put("skills", entries);
    }

    /** {@code {name, description, …, tools}}. */
    static JsonObject details(int port, String href, Skill skill) {
        JsonObject details = new JsonObject().put("name", skill.name()).put("description", skill.description());
        details.mergeIn(new JsonObject(skill.properties()));
        JsonArray tools = new JsonArray();
        skill.tools().forEach(tool -> tools.add(tool(port, href, tool)));
        return details.put("tools", tools);
    }

    /** {@code {name, files}}. */
    static JsonObject contents(String name, List<FolderFile> files) {
        JsonArray entries = new JsonArray();
        files.forEach(file -> entries.add(new JsonObject()
                .put("path", file.path())
                .put("size", file.size())
                .put("type", file.contentType())));
        return new JsonObject().put("name", name).put("files", entries);
    }

    private static JsonObject entry(ServedSkill served) {
        Skill skill = served.skill();
        JsonObject entry = new JsonObject().put("name", skill.name()).put("description", skill.description());
        String license = new JsonObject(skill.properties()).getString("license");
        if (license != null) {
            entry.put("license", license);
        }
        return entry.put(
                        "tools",
                        new JsonArray(
                                skill.tools().stream().map(SkillTool::name).toList()))
                .put("namespace", served.namespace())
                .put("href", served.href());
    }

    private static JsonObject tool(int port, String href, SkillTool tool) {
        JsonObject json = new JsonObject().put("name", tool.name()).put("description", tool.description());
        return switch (tool) {
            case SkillTool.Operation operation -> {
                JsonObject reference = reference(operation.source(), "rest")
                        .put("method", operation.method())
                        .put("href", operation.path().toString());
                yield derived(json, elsewhere(reference, port, operation.port()));
            }
            case SkillTool.Mcp mcp -> {
                JsonObject reference = reference(mcp.source(), "mcp")
                        .put("href", mcp.endpoint())
                        .put("tool", mcp.tool());
                yield derived(json, elsewhere(reference, port, mcp.port()));
            }
            case SkillTool.Instruction instruction ->
                json.put("type", "instruction")
                        .put("instruction", instruction.file())
                        .put("href", href + "/contents/" + Segments.encoded(instruction.file()));
        };
    }

    private static JsonObject derived(JsonObject json, JsonObject reference) {
        return json.put("type", "derived").put("invocationRef", reference);
    }

    private static JsonObject reference(SkillTool.Source source, String mode) {
        return new JsonObject()
                .put("targetNamespace", source.namespace())
                .put("action", source.action())
                .put("mode", mode);
    }

    /** The port, where it is not the one that is being asked. */
    private static JsonObject elsewhere(JsonObject reference, int asked, int port) {
        return port == 0 || port == asked ? reference : reference.put("port", port);
    }
}
