package io.portolan.skill;

import io.portolan.files.FolderFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** All files of a skill in one zip. The zip is made on disk, so that memory does not grow with it. Blocks. */
final class SkillArchive {

    private SkillArchive() {}

    /** The same for the same files, so that a client that has the zip need not have it made again. */
    static String etag(List<FolderFile> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(file ->
                text.append(file.path()).append('\n').append(file.etag()).append('\n'));
        return JsonDocument.etag(text.toString());
    }

    /** Writes the zip to a file of its own, which the caller deletes. */
    static Path write(List<FolderFile> files) throws IOException {
        Path archive = Files.createTempFile("portolan-skill-", ".zip");
        boolean written = false;
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(archive));
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (FolderFile file : files) {
                ZipEntry entry = new ZipEntry(file.path());
                entry.setTime(file.modified());
                zip.putNextEntry(entry);
                Files.copy(file.real(), zip);
                zip.closeEntry();
            }
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(archive);
            }
        }
        return archive;
    }
}
