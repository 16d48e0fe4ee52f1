package io.portolan.skill;

import io.portolan.expr.Template;
import io.portolan.files.FolderFiles;
import io.portolan.files.UnservedFileException;
import io.portolan.format.Nearest;
import io.portolan.format.ProblemDocument;
import io.portolan.format.ProblemDocument.Choice;
import io.portolan.format.Quote;
import io.portolan.http.CallerCheck;
import io.portolan.http.Callers;
import io.portolan.http.Problems;
import io.portolan.http.RouterMount;
import io.portolan.plan.PathTemplate;
import io.portolan.plan.SkillServer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the skills of one port: {@code /<namespace>/skills…}, and {@code /skills…} for those of all namespaces. Hands on
 * what is none of theirs, so it has to stand before REST on its router. May be shared by event loops.
 */
public final class SkillMount implements RouterMount {

    private static final Logger LOG = LoggerFactory.getLogger(SkillMount.class);

    private static final String PLAIN = "/skills/";
    private static final String METHODS = "GET, HEAD, OPTIONS";

    /** Archives under way at once: each takes a worker for a while, and room on disk. */
    private static final int MOST_ARCHIVES = 4;

    private static final long RETRY_MS = 1_000;

    private final Shelf shelf;
    private final List<PathTemplate> taken;
    private final Semaphore archives = new Semaphore(MOST_ARCHIVES);

    /** @param callers by which those are checked who read what a guard stands before */
    public SkillMount(SkillServer server, Callers callers) {
        shelf = new Shelf(server, callers);
        taken = server.taken();
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String raw = String.valueOf(context.request().path());
        SkillPath path = SkillPath.of(raw);
        if (path == null || !shelf.has(path.namespace()) || taken(raw)) {
            context.next();
            return;
        }
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            answer(context, path);
            return;
        }
        context.response().putHeader(HttpHeaders.ALLOW, METHODS);
        if (method.equals(HttpMethod.OPTIONS)) {
            context.response().setStatusCode(204).end().onFailure(SkillMount::gone);
        } else {
            String detail =
                    Quote.of(method.name()) + " is not served at " + Quote.of(raw) + " (expected: " + METHODS + ")";
            Problems.send(context, Problems.of(405, detail));
        }
    }

    private void answer(RoutingContext context, SkillPath path) {
        if (path.part() == SkillPath.Part.CATALOGUE) {
            catalogue(context, path);
            return;
        }
        HttpServerRequest request = context.request();
        List<ServedSkill> named = shelf.find(path.namespace(), path.skill());
        List<ServedSkill> found =
                named.stream().filter(skill -> skill.openTo(request)).toList();
        if (found.isEmpty() && !named.isEmpty()) {
            CallerCheck.refuse(context, checks(named));
            return;
        }
        switch (found.size()) {
            case 0 -> Problems.send(context, unknown(path, request));
            case 1 -> end(context, answer(context, path, found.getFirst()));
            default -> Problems.send(context, choices(context, path, found));
        }
    }

    private void catalogue(RoutingContext context, SkillPath path) {
        JsonDocument catalogue = shelf.catalogue(path.namespace(), context.request());
        if (catalogue == null) {
            CallerCheck.refuse(context, shelf.checks(path.namespace()));
        } else {
            end(context, Answers.json(context.request(), catalogue));
        }
    }

    private static Set<CallerCheck> checks(List<ServedSkill> skills) {
        Set<CallerCheck> checks = new LinkedHashSet<>();
        skills.forEach(skill -> checks.add(Objects.requireNonNull(skill.check())));
        return checks;
    }

    private Future<Void> answer(RoutingContext context, SkillPath path, ServedSkill skill) {
        return switch (path.part()) {
            case CATALOGUE -> Future.failedFuture(new IllegalStateException(path.toString()));
            case DETAILS -> Answers.json(context.request(), skill.details());
            case ARCHIVE -> archive(context, skill);
            case CONTENTS ->
                read(context, () -> files(skill).all())
                        .compose(files -> Answers.json(
                                context.request(),
                                JsonDocument.of(SkillJson.contents(skill.skill().name(), files))));
            case FILE ->
                read(context, () -> files(skill).file(path.file()))
                        .compose(file -> Answers.file(context.request(), file));
        };
    }

    private Future<Void> archive(RoutingContext context, ServedSkill skill) {
        if (!archives.tryAcquire()) {
            Problems.send(
                    context,
                    Problems.of(503, "too many archives are being made (expected: at most " + MOST_ARCHIVES + ")")
                            .withRetryable(true)
                            .withRetryAfterMs(RETRY_MS));
            return Future.succeededFuture();
        }
        return read(context, () -> files(skill).all())
                .compose(files ->
                        Answers.archiveHead(context.request(), skill.skill().name(), SkillArchive.etag(files))
                                ? context.response().end()
                                : read(context, () -> SkillArchive.write(files)).compose(zip -> send(context, zip)))
                .onComplete(any -> archives.release());
    }

    private static Future<Void> send(RoutingContext context, Path archive) {
        return Answers.archive(context.request(), archive)
                .eventually(() -> context.vertx().fileSystem().delete(archive.toString()));
    }

    private static <T> Future<T> read(RoutingContext context, Callable<T> reading) {
        return context.vertx().executeBlocking(reading, false).map(Objects::requireNonNull);
    }

    private static FolderFiles files(ServedSkill skill) {
        FolderFiles files = skill.files();
        if (files == null) {
            throw new Refusal(404, "skill " + Quote.of(skill.skill().name()) + " has no files");
        }
        return files;
    }

    private static void end(RoutingContext context, Future<Void> answer) {
        answer.onFailure(cause -> {
            if (cause instanceof Refusal refusal) {
                Problems.send(context, refusal.problem());
            } else if (cause instanceof UnservedFileException unserved) {
                Problems.send(context, Problems.of(unserved.status(), unserved.detail()));
            } else if (context.response().headWritten() || context.response().closed()) {
                gone(cause);
                context.response().reset();
            } else {
                context.fail(cause);
            }
        });
    }

    private ProblemDocument unknown(SkillPath path, HttpServerRequest request) {
        String detail = "no skill " + Quote.of(path.skill())
                + Nearest.hint(path.skill(), shelf.names(path.namespace(), request));
        return Problems.of(404, detail);
    }

    private static ProblemDocument choices(RoutingContext context, SkillPath path, List<ServedSkill> found) {
        String raw = String.valueOf(context.request().path());
        int end = raw.indexOf('/', PLAIN.length());
        String below = end < 0 ? "" : raw.substring(end);
        List<Choice> choices = found.stream()
                .map(skill -> new Choice(skill.namespace(), skill.href() + below))
                .toList();
        String namespaces = found.stream().map(ServedSkill::namespace).collect(Collectors.joining(" or "));
        String detail = "skill " + Quote.of(path.skill())
                + " is served by several capabilities (expected: the path of one, " + namespaces + ")";
        return ProblemDocument.of("multiple-choices", "Multiple choices", 300, detail)
                .withChoices(choices);
    }

    /** Whether a REST operation of this port has the path. */
    private boolean taken(String raw) {
        if (taken.isEmpty()) {
            return false;
        }
        List<String> segments = List.of(raw.split("/", -1));
        return taken.stream().anyMatch(path -> fits(path, segments.subList(1, segments.size())));
    }

    private static boolean fits(PathTemplate path, List<String> segments) {
        if (path.segments().size() != segments.size()) {
            return false;
        }
        for (int index = 0; index < segments.size(); index++) {
            List<Template.Part> parts = path.segments().get(index).parts();
            boolean literal = parts.size() == 1 && parts.getFirst() instanceof Template.Text;
            if (literal && !parts.getFirst().equals(new Template.Text(segments.get(index)))) {
                return false;
            }
        }
        return true;
    }

    private static void gone(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("caller went away before the end");
    }
}
