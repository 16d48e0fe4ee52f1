package io.portolan.files;

import java.nio.file.Path;

/**
 * One file of a folder.
 *
 * @param path below the folder, with slashes
 * @param real where it is, without symbolic links
 * @param modified in milliseconds of the epoch
 */
public record FolderFile(String path, Path real, long size, long modified) {

    /** By the ending of its name. */
    public String contentType() {
        return ContentTypes.of(path);
    }

    /** Other bytes have another one, as far as the file system tells. */
    public String etag() {
        return "\"" + Long.toHexString(size) + "-" + Long.toHexString(modified) + "\"";
    }
}
