package io.portolan.skill;

import java.nio.file.Path;

/**
 * One file of a skill.
 *
 * @param path below the skill's folder, with slashes
 * @param real where it is, without symbolic links
 * @param modified in milliseconds of the epoch
 */
record SkillFile(String path, Path real, long size, long modified) {

    String contentType() {
        return ContentTypes.of(path);
    }

    /** Other bytes have another one, as far as the file system tells. */
    String etag() {
        return "\"" + Long.toHexString(size) + "-" + Long.toHexString(modified) + "\"";
    }
}
