package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One skill.
 *
 * @param properties what else the file says of it, such as {@code license}, as a JSON object
 * @param folder where its files are; null when it has none
 */
public record Skill(
        String name,
        @Nullable String description,
        String properties,
        @Nullable FileFolder folder,
        List<SkillTool> tools) {

    public Skill {
        tools = List.copyOf(tools);
    }
}
