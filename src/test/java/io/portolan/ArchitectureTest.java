package io.portolan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shape of the code that no compiler checks. Plain tests, so that none can silently not run. */
final class ArchitectureTest {

    private static final String ROOT = "io.portolan";

    /** A package imports only from lower levels; sub-packages have their parent's. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("format", "options", "telemetry"),
            Set.of("spec", "expr", "binding"),
            Set.of("auth"),
            Set.of("plan", "bus"),
            Set.of("upstream", "http", "files"),
            Set.of("compile", "rest", "mcp", "control", "skill", "consumer", "cluster", "sandbox"),
            Set.of(""),
            Set.of("cli"));

    private static final String[] RUNTIME = packages("bus", "rest", "mcp", "control", "consumer", "upstream", "http");

    private static final Set<String> BANNED_WORDS = Set.of(
            "Util",
            "Utils",
            "Helper",
            "Helpers",
            "Common",
            "Manager",
            "Base",
            "Abstract",
            "Impl",
            "Data",
            "Info",
            "Internal");

    private static final Pattern WORD = Pattern.compile("\\p{Upper}[^\\p{Upper}]*");

    /** Names that hold a banned word which is the right one here. */
    private static final Map<String, String> ALLOWED_NAMES = Map.of(
            "BaseUri", "the format's own word",
            "BaseUriTemplate", "the format's own word",
            "BaseUris", "the format's own word",
            "CapabilitySpec$Info", "the format's own word: a spec type carries it");

    private static final Set<String> EXPORTED = Set.of(
            "Capabilities",
            "InvalidCapabilityException",
            "Listener",
            "Listener$Kind",
            "LoadProgress",
            "Portolan",
            "PortolanBuilder",
            "ReloadReport",
            "ReloadReport$Changes",
            "options.AllowOptions",
            "options.BeatOptions",
            "options.BusOptions",
            "options.BusOptions$PublicAddresses",
            "options.ClusterOptions",
            "options.ClusterOptions$Discovery",
            "options.ControlOptions",
            "options.Durations",
            "options.LimitChanges",
            "options.LimitOptions",
            "options.LogOptions",
            "options.LogOptions$Level",
            "options.McpLimits",
            "options.McpOptions",
            "options.Secret",
            "options.RedirectOptions",
            "options.StreamChanges",
            "options.StreamOptions",
            "options.McpOptions$ToolNames",
            "options.PeerOptions",
            "options.PortolanOptions",
            "options.QueryStyle",
            "options.ReloadOptions",
            "options.RestOptions",
            "options.Role",
            "options.Size",
            "options.TimeoutChanges",
            "options.TimeoutOptions",
            "options.TlsOptions",
            "options.UpstreamOptions",
            "options.UpstreamOptions$Authentication");

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void importsOnlyFromLowerLevels() {
        classes().should(new OnlyDependOnLowerLevels()).check(MAIN);
    }

    @Test
    void hasNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void keepsCapabilityFilesOutOfTheRuntime() {
        noClasses()
                .that()
                .resideInAnyPackage(RUNTIME)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".spec..")
                .check(MAIN);
    }

    @Test
    void keepsHazelcastInTheCluster() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hazelcast..")
                .check(MAIN);
    }

    @Test
    void keepsTheYamlLibraryWhereTextIsRead() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("spec", "format", "cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(MAIN);
    }

    @Test
    void keepsTheLogsBackEndInTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ch.qos.logback..")
                .check(MAIN);
    }

    @Test
    void compilesWithoutVertxButItsJson() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".compile..")
                .should()
                .dependOnClassesThat(describe(
                        "are of Vert.x but not its JSON",
                        type -> type.getPackageName().startsWith("io.vertx.")
                                && !type.getPackageName().equals("io.vertx.core.json")))
                .check(MAIN);
    }

    @Test
    void usesOnlyThePublicPartsOfVertx() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are internal to Vert.x",
                        type -> type.getPackageName().matches("io\\.vertx\\..*\\b(impl|internal)\\b.*")))
                .check(MAIN);
    }

    @Test
    void namesTypesForWhatTheyAre() {
        classes().should(new HaveNoBannedWord()).check(MAIN);
    }

    @Test
    void closesEveryType() {
        classes()
                .that(describe("have a name", type -> !type.isAnonymousClass()))
                .should(ArchCondition.from(describe(
                        "be final, a record, an enum, an interface or sealed",
                        type -> type.getModifiers().contains(JavaModifier.FINAL)
                                || type.isEnum()
                                || type.isInterface()
                                || type.reflect().isSealed())))
                .check(MAIN);
    }

    @Test
    void printsOnlyFromTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli"))
                .should(ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void neverSleeps() {
        JavaClasses all = new ClassFileImporter().importPackages(ROOT);

        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(all);
    }

    @Test
    void exportsTheseTypesAndNoOther() {
        Set<String> exported = MAIN.stream()
                .filter(type -> type.getPackageName().equals(ROOT)
                        || type.getPackageName().equals(ROOT + ".options"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1))
                .collect(Collectors.toSet());

        assertThat(exported).containsExactlyInAnyOrderElementsOf(EXPORTED);
    }

    private static String[] packages(String... names) {
        return List.of(names).stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static String area(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.replaceFirst("^\\.", "").replaceFirst("\\..*", "");
    }

    private static int level(String area) {
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(area)) {
                return level;
            }
        }
        throw new AssertionError("package '" + area + "' has no level");
    }

    private static final class OnlyDependOnLowerLevels extends ArchCondition<JavaClass> {

        OnlyDependOnLowerLevels() {
            super("depend only on packages of lower levels");
        }

        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !area(origin).equals(area(target))
                        && level(area(target)) >= level(area(origin))) {
                    events.add(violated(origin, dependency.getDescription()));
                }
            }
        }
    }

    private static final class HaveNoBannedWord extends ArchCondition<JavaClass> {

        HaveNoBannedWord() {
            super("have no banned word in their name");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            String name = type.getName().substring(type.getPackageName().length() + 1);
            boolean banned =
                    WORD.matcher(type.getSimpleName()).results().anyMatch(word -> BANNED_WORDS.contains(word.group()));
            if (banned && !ALLOWED_NAMES.containsKey(name)) {
                events.add(violated(type, type.getName() + " (banned: " + BANNED_WORDS + ")"));
            }
        }
    }
}
