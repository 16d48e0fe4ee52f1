package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The skills of one exposing namespace, in the file's order.
 *
 * @param guard what callers have to show; null when everybody may read
 */
public record SkillAdapter(String namespace, @Nullable Guard guard, List<Skill> skills) {

    public SkillAdapter {
        skills = List.copyOf(skills);
    }
}
