package io.portolan.cli.check;

import io.portolan.spec.Fix;
import io.portolan.spec.fix.Edit;
import io.portolan.spec.fix.EditFinder;
import io.portolan.spec.fix.SourceText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of files, split into lines once for the problems of one file that follow each other.
 */
final class SourceTexts {

    private final Map<String, String> texts;
    private @Nullable Open open;

    private record Open(String file, SourceText text, EditFinder edits) {}

    SourceTexts(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** Empty when the text is not there. */
    SourceText of(String file) {
        return open(file).text();
    }

    /** The edits that make a fix; none when the text does not allow it. */
    List<Edit> edits(String file, @Nullable Fix fix) {
        return fix == null ? List.of() : open(file).edits().find(List.of(fix)).edits();
    }

    private Open open(String file) {
        Open known = open;
        if (known == null || !known.file().equals(file)) {
            SourceText text = new SourceText(texts.getOrDefault(file, ""));
            known = new Open(file, text, new EditFinder(file, text));
            open = known;
        }
        return known;
    }
}
