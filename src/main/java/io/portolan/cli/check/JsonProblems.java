package io.portolan.cli.check;

import io.portolan.spec.Fix;
import io.portolan.spec.Problem;
import io.portolan.spec.fix.Edit;
import io.portolan.spec.fix.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An array of objects, one a problem. */
final class JsonProblems {

    private final SourceTexts texts;

    JsonProblems(SourceTexts texts) {
        this.texts = texts;
    }

    String print(List<Problem> problems) {
        JsonArray array = new JsonArray();
        problems.forEach(problem -> array.add(json(problem)));
        return array.encodePrettily() + "\n";
    }

    private JsonObject json(Problem problem) {
        JsonObject json = new JsonObject()
                .put("file", problem.at().file())
                .put("line", problem.at().line())
                .put("column", problem.at().column())
                .put("severity", problem.severity().word())
                .put("rule", problem.rule().id())
                .put("where", problem.where())
                .put("text", problem.text());
        Fix fix = problem.fix();
        List<Edit> edits = texts.edits(problem.at().file(), fix);
        if (fix != null && !edits.isEmpty()) {
            json.put("fix", json(fix, edits, texts.of(problem.at().file())));
        }
        return json;
    }

    private static JsonObject json(Fix fix, List<Edit> edits, SourceText text) {
        JsonArray array = new JsonArray();
        for (Edit edit : edits) {
            array.add(new JsonObject()
                    .put("line", text.lineOf(edit.from()))
                    .put("column", text.columnOf(edit.from()))
                    .put("endLine", text.lineOf(edit.to()))
                    .put("endColumn", text.columnOf(edit.to()))
                    .put("text", edit.text()));
        }
        return new JsonObject().put("title", fix.title()).put("edits", array);
    }
}
