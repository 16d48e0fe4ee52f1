package io.portolan;

import io.portolan.binding.BindingSource;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads again and goes over to what was loaded, one reload at a time; refuses what must not be served. */
final class Reloader {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final Vertx vertx;
    private final Deployment deployment;
    private final Sources sources;
    private final Consumer<ReloadReport> told;
    private final SingleLane<ReloadReport> lane = new SingleLane<>();
    private volatile Generation generation;
    private volatile Capabilities capabilities;

    /** What is read again each time: the files, and the values of their variables. */
    record Sources(Loader files, BindingSource keys) {}

    /** @param loaded what is being served, as {@code sources} gave it */
    Reloader(Vertx vertx, Deployment deployment, Sources sources, Loader.Loaded loaded, Consumer<ReloadReport> told) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.sources = sources;
        this.told = told;
        this.generation = deployment.now();
        this.capabilities = loaded.capabilities().lean();
        sources.files().accept(loaded);
    }

    /** What came of the files that are being served. */
    Capabilities capabilities() {
        return capabilities;
    }

    /** The files and folders that a reload reads, whether they exist or not. */
    Set<Path> paths() {
        Generation now = generation;
        Set<Path> paths = new HashSet<>();
        now.options().capabilities().forEach(path -> paths.add(Path.of(path)));
        paths.addAll(sources.files().besides());
        now.keys().forEach((file, keys) -> paths.addAll(sources.keys().files(file, keys)));
        return paths;
    }

    /**
     * Reloads.
     *
     * @param options asked for on a worker thread
     */
    Future<ReloadReport> reload(Supplier<Future<PortolanOptions>> options) {
        return lane.run(() -> {
            long begun = System.nanoTime();
            return vertx.executeBlocking(options::get)
                    .compose(asked -> asked)
                    .compose(asked -> LoadThread.run(vertx, () -> attempt(asked, begun)))
                    .compose(this::follow)
                    .otherwise(cause -> failed(cause, begun))
                    .onSuccess(this::tell);
        });
    }

    /** Begins no other; ends when the one under way has ended. */
    Future<Void> close() {
        return lane.close();
    }

    /** A reload under way. */
    private record Attempt(
            Generation generation,
            Loader.Loaded loaded,
            ReloadReport.Changes namespaces,
            List<String> restart,
            long begun) {

        Capabilities capabilities() {
            return loaded.capabilities();
        }

        ReloadReport report(boolean taken, List<String> problems) {
            return new ReloadReport(
                    taken,
                    loaded.files(),
                    List.copyOf(loaded.kept()),
                    namespaces,
                    problems,
                    restart,
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private Attempt attempt(PortolanOptions asked, long begun) throws IOException {
        PortolanOptions running = generation.options();
        PortolanOptions options = Restarts.without(running, asked);
        Loader.Loaded loaded = sources.files().load(options, LoadProgress.NONE);
        Generation next = Generation.read(loaded, options, sources.keys());
        ReloadReport.Changes namespaces = ReloadReport.Changes.between(
                PlanNamespaces.of(generation.plan()), PlanNamespaces.of(next.plan()), Set::equals);
        return new Attempt(next, loaded, namespaces, Restarts.needed(running, asked), begun);
    }

    private Future<ReloadReport> follow(Attempt attempt) {
        Capabilities found = attempt.capabilities();
        if (!found.servable(attempt.generation().options().strict())) {
            return Future.succeededFuture(attempt.report(false, unservable(found)));
        }
        return deployment
                .follow(attempt.generation())
                .map(followed -> {
                    sources.files().accept(attempt.loaded());
                    generation = attempt.generation();
                    capabilities = found.lean();
                    return attempt.report(true, grave(attempt));
                })
                .otherwise(cause -> {
                    List<String> problems = new ArrayList<>(List.of(sentence(cause)));
                    problems.addAll(grave(attempt));
                    return attempt.report(false, problems);
                });
    }

    private ReloadReport failed(Throwable cause, long begun) {
        return new ReloadReport(
                false,
                ReloadReport.Changes.NONE,
                List.of(),
                ReloadReport.Changes.NONE,
                sentence(cause).lines().toList(),
                List.of(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private void tell(ReloadReport report) {
        LOG.atInfo()
                .addKeyValue("taken", report.taken())
                .addKeyValue("tookMs", report.took().toMillis())
                .log("reloaded");
        told.accept(report);
    }

    private static List<String> unservable(Capabilities found) {
        List<String> errors = found.problems().stream()
                .filter(Problem::error)
                .map(Problem::toString)
                .toList();
        return errors.isEmpty() ? List.of(InvalidCapabilityException.NOTHING_FOUND) : errors;
    }

    /** The errors and warnings of files that changed. */
    private static List<String> grave(Attempt attempt) {
        ReloadReport.Changes files = attempt.loaded().files();
        Set<String> changed = new HashSet<>();
        Stream.of(files.added(), files.changed(), attempt.loaded().kept()).forEach(changed::addAll);
        return attempt.capabilities().problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .filter(problem -> changed.contains(problem.at().file()))
                .map(Problem::toString)
                .toList();
    }

    private static String sentence(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
