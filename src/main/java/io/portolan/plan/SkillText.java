package io.portolan.plan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** The skills of a plan, for people and for programs. */
final class SkillText {

    private SkillText() {}

    static String print(SkillServer server) {
        return "skills " + server.port() + "\n"
                + server.adapters().stream()
                        .flatMap(adapter -> adapter.skills().stream().map(skill -> print(adapter, skill)))
                        .collect(Collectors.joining());
    }

    static JsonObject json(SkillServer server) {
        JsonArray skills = new JsonArray();
        server.adapters()
                .forEach(adapter -> adapter.skills()
                        .forEach(skill -> skills.add(new JsonObject()
                                .put("path", path(adapter, skill))
                                .put(
                                        "tools",
                                        new JsonArray(skill.tools().stream()
                                                .map(SkillTool::name)
                                                .toList())))));
        return new JsonObject().put("port", server.port()).put("skills", skills);
    }

    private static String print(SkillAdapter adapter, Skill skill) {
        FileFolder folder = skill.folder();
        String head =
                "  " + path(adapter, skill) + (folder == null ? "" : " with the files of " + folder.path()) + "\n";
        return skill.tools().stream()
                .map(tool -> "    " + tool.name() + " -> " + target(tool) + "\n")
                .collect(Collectors.joining("", head, ""));
    }

    private static String path(SkillAdapter adapter, Skill skill) {
        return "/" + adapter.namespace() + "/skills/" + skill.name();
    }

    private static String target(SkillTool tool) {
        return switch (tool) {
            case SkillTool.Operation operation -> operation.method() + " " + operation.path();
            case SkillTool.Mcp mcp -> mcp.endpoint() + " " + mcp.tool();
            case SkillTool.Instruction instruction -> "file " + instruction.file();
        };
    }
}
