package io.portolan.compile;

import io.portolan.format.Nearest;
import io.portolan.plan.FileFolder;
import io.portolan.plan.Guard;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestOperation;
import io.portolan.plan.Skill;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.SkillTool;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A skill adapter: its skills, each tool with the place where it is served. A bad tool or skill is left out. */
final class SkillCompiler {

    private static final int LONGEST_DESCRIPTION = 1024;
    private static final String FOLDER = "a folder, such as file:///./skills";

    private final String file;
    private final SkillSources sources;
    private final ProblemLog log;

    /** @param sources the other adapters of the file, compiled */
    SkillCompiler(String file, SkillSources sources, ProblemLog log) {
        this.file = file;
        this.sources = sources;
        this.log = log;
    }

    /**
     * Compiles one adapter.
     *
     * @param name what the process calls the namespace
     * @param guard of the adapter; null when it is open
     */
    SkillAdapter compile(Exposes.Skills adapter, String name, @Nullable Guard guard, String where) {
        List<Skill> skills = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < adapter.skills().size(); index++) {
            Exposes.Skill skill = adapter.skills().get(index);
            String here = where + ".skills[" + index + "]";
            if (skill.name().isEmpty() || skill.name().indexOf('/') >= 0) {
                log.error(here + ".name", Problem.quoted(skill.name()) + " (expected: a name that fits into a path)");
            } else if (!names.add(skill.name())) {
                log.error(here + ".name", "skill '" + skill.name() + "' is defined twice by this adapter");
            } else {
                skills.add(skill(skill, here));
            }
        }
        return new SkillAdapter(name, guard, skills);
    }

    private Skill skill(Exposes.Skill skill, String where) {
        String description = skill.description();
        if (description == null) {
            log.warning(where, "has no description, by which agents choose skills");
        } else if (description.length() > LONGEST_DESCRIPTION) {
            log.warning(
                    where + ".description",
                    "is " + description.length() + " characters long (expected: at most " + LONGEST_DESCRIPTION + ")");
        }
        FileFolder folder = skill.location() == null
                ? null
                : FileFolders.of(file, skill.location(), FOLDER, where + ".location", log);
        List<SkillTool> tools = new ArrayList<>();
        for (int index = 0; index < skill.tools().size(); index++) {
            SkillTool tool = tool(skill, skill.tools().get(index), where + ".tools[" + index + "]");
            if (tool != null) {
                tools.add(tool);
            }
        }
        String properties =
                object(new Content.Fields(skill.properties()), false).encode();
        return new Skill(skill.name(), description, properties, folder, tools);
    }

    private @Nullable SkillTool tool(Exposes.Skill skill, Exposes.SkillTool tool, String where) {
        String namespace = tool.sourceNamespace();
        String action = tool.action();
        String instruction = tool.instruction();
        boolean derived = namespace != null || action != null;
        if (derived == (instruction != null)) {
            String found = derived ? "both 'from' and 'instruction'" : "neither 'from' nor 'instruction'";
            log.error(where, "tool '" + tool.name() + "' has " + found + " (expected: exactly one of them)");
            return null;
        }
        if (instruction != null) {
            return instruction(skill, tool, instruction, where);
        }
        if (namespace == null || action == null) {
            String missing = namespace == null ? "sourceNamespace" : "action";
            log.error(where + ".from", "'" + missing + "' is missing (expected: sourceNamespace and action)");
            return null;
        }
        return derived(tool, new SkillTool.Source(namespace, action), where + ".from");
    }

    private @Nullable SkillTool instruction(
            Exposes.Skill skill, Exposes.SkillTool tool, String instruction, String where) {
        if (skill.location() == null) {
            log.error(
                    where + ".instruction",
                    "skill '" + skill.name() + "' has no folder to hold the file (expected: 'location' on the skill)");
            return null;
        }
        String path = instruction.startsWith("./") ? instruction.substring(2) : instruction;
        if (!FileFolders.inside(path)) {
            log.error(
                    where + ".instruction",
                    Problem.quoted(instruction) + " (expected: a file below the skill's location)");
            return null;
        }
        return new SkillTool.Instruction(tool.name(), tool.description(), path);
    }

    private @Nullable SkillTool derived(Exposes.SkillTool tool, SkillTool.Source from, String where) {
        SkillSources.Source source = sources.find(from.namespace());
        if (source == null) {
            log.error(
                    where + ".sourceNamespace",
                    "no rest or mcp adapter of this file has the namespace " + Problem.quoted(from.namespace())
                            + Nearest.hint(from.namespace(), sources.namespaces()));
            return null;
        }
        int index = Names.find(from.action(), source.actions());
        if (index < 0) {
            log.error(
                    where + ".action",
                    "adapter '" + from.namespace() + "' serves nothing of the name " + Problem.quoted(from.action())
                            + Nearest.hint(from.action(), source.actions()));
            return null;
        }
        return switch (source) {
            case SkillSources.Rest rest -> {
                RestOperation operation = rest.operations().get(index);
                PathTemplate path = Paths.prefixed(operation.namespace(), operation.path());
                yield new SkillTool.Operation(
                        tool.name(), tool.description(), from, rest.port(), operation.method(), path);
            }
            case SkillSources.Mcp mcp ->
                new SkillTool.Mcp(
                        tool.name(),
                        tool.description(),
                        from,
                        mcp.port(),
                        "/mcp/" + mcp.namespace(),
                        ToolNames.accepted(mcp.tools().get(index).name()));
        };
    }

    private static JsonObject object(Content.Fields fields, boolean texts) {
        JsonObject object = new JsonObject();
        // The format says that metadata are texts, so that 1.10 stays what it is.
        fields.fields().forEach((name, value) -> object.put(name, json(value, texts || name.equals("metadata"))));
        return object;
    }

    private static @Nullable Object json(Content content, boolean texts) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.Literal literal ->
                switch (literal.json()) {
                    case "null" -> null;
                    case "true", "false" -> texts ? literal.json() : Boolean.valueOf(literal.json());
                    default -> literal.json();
                };
            case Content.Items items -> {
                JsonArray array = new JsonArray();
                items.items().forEach(item -> array.add(json(item, texts)));
                yield array;
            }
            case Content.Fields fields -> object(fields, texts);
        };
    }
}
