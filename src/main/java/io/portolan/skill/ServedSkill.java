package io.portolan.skill;

import io.portolan.files.FolderFiles;
import io.portolan.format.Quote;
import io.portolan.http.CallerCheck;
import io.portolan.plan.FileFolder;
import io.portolan.plan.Skill;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A skill and what is made of it once.
 *
 * @param href the path that means this skill and no other
 * @param files null when the skill has no folder
 * @param check what callers have to pass; null when everybody may read
 */
record ServedSkill(
        String namespace,
        Skill skill,
        String href,
        JsonDocument details,
        @Nullable FolderFiles files,
        @Nullable CallerCheck check) {

    static ServedSkill of(int port, String namespace, Skill skill, @Nullable CallerCheck check) {
        String href = "/" + namespace + "/skills/" + Segments.encoded(skill.name());
        FileFolder folder = skill.folder();
        return new ServedSkill(
                namespace,
                skill,
                href,
                JsonDocument.of(SkillJson.details(port, href, skill)),
                folder == null ? null : new FolderFiles("skill " + Quote.of(skill.name()), folder),
                check);
    }

    boolean openTo(HttpServerRequest request) {
        return check == null || check.accepts(request);
    }
}
