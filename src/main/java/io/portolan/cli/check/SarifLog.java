package io.portolan.cli.check;

import io.portolan.spec.Fix;
import io.portolan.spec.Problem;
import io.portolan.spec.Rule;
import io.portolan.spec.fix.Edit;
import io.portolan.spec.fix.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** A log in the Static Analysis Results Interchange Format, OASIS SARIF 2.1.0; the numbers below are its sections. */
final class SarifLog {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final SourceTexts texts;

    SarifLog(SourceTexts texts) {
        this.texts = texts;
    }

    String print(List<Problem> problems) {
        JsonArray results = new JsonArray();
        problems.forEach(problem -> results.add(result(problem)));
        JsonObject run = new JsonObject()
                .put("tool", new JsonObject().put("driver", driver()))
                // 3.14.17: the default counts UTF-16 units.
                .put("columnKind", "unicodeCodePoints")
                .put("results", results);
        return new JsonObject()
                        .put("$schema", SCHEMA)
                        .put("version", "2.1.0")
                        .put("runs", new JsonArray().add(run))
                        .encodePrettily()
                + "\n";
    }

    private static JsonObject driver() {
        JsonArray rules = new JsonArray();
        for (Rule rule : Rule.values()) {
            rules.add(new JsonObject().put("id", rule.id()).put("shortDescription", markdown(rule.meaning())));
        }
        JsonObject driver = new JsonObject().put("name", "Portolan").put("rules", rules);
        String version = SarifLog.class.getPackage().getImplementationVersion();
        return version == null ? driver : driver.put("version", version);
    }

    private JsonObject result(Problem problem) {
        JsonObject physical = new JsonObject()
                .put("artifactLocation", artifact(problem.at().file()))
                .put(
                        "region",
                        new JsonObject()
                                .put("startLine", problem.at().line())
                                .put("startColumn", problem.at().column()));
        JsonObject location = new JsonObject().put("physicalLocation", physical);
        if (!problem.where().isEmpty()) {
            JsonObject logical = new JsonObject().put("fullyQualifiedName", problem.where());
            location.put("logicalLocations", new JsonArray().add(logical));
        }
        JsonObject result = new JsonObject()
                .put("ruleId", problem.rule().id())
                .put("level", problem.severity().word())
                .put("message", message(problem.text()))
                .put("locations", new JsonArray().add(location));
        Fix fix = problem.fix();
        List<Edit> edits = texts.edits(problem.at().file(), fix);
        return fix == null || edits.isEmpty()
                ? result
                : result.put(
                        "fixes",
                        new JsonArray().add(fix(fix, edits, problem.at().file())));
    }

    private JsonObject fix(Fix fix, List<Edit> edits, String file) {
        SourceText text = texts.of(file);
        JsonArray replacements = new JsonArray();
        for (Edit edit : edits) {
            JsonObject region = new JsonObject()
                    .put("startLine", text.lineOf(edit.from()))
                    .put("startColumn", text.columnOf(edit.from()))
                    .put("endLine", text.lineOf(edit.to()))
                    .put("endColumn", text.columnOf(edit.to()));
            replacements.add(
                    new JsonObject().put("deletedRegion", region).put("insertedContent", message(edit.text())));
        }
        JsonObject change =
                new JsonObject().put("artifactLocation", artifact(file)).put("replacements", replacements);
        return new JsonObject()
                .put("description", message(fix.title()))
                .put("artifactChanges", new JsonArray().add(change));
    }

    /** 3.4.3: a URI, relative to where the check ran, or absolute when the file was named so. */
    private static JsonObject artifact(String file) {
        return new JsonObject().put("uri", uri(file));
    }

    private static String uri(String file) {
        try {
            Path path = Path.of(file);
            if (path.isAbsolute()) {
                return path.toUri().toString();
            }
            String slashed = file.replace('\\', '/');
            // A colon in the first segment would make a scheme of it.
            boolean colon = slashed.split("/", 2)[0].contains(":");
            return new URI(null, null, colon ? "./" + slashed : slashed, null).toASCIIString();
        } catch (URISyntaxException | IllegalArgumentException unspeakable) {
            return "";
        }
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("text", text);
    }

    private static JsonObject markdown(String text) {
        return message(text.replace("`", "'")).put("markdown", text);
    }
}
