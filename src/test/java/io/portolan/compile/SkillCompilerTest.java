package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.plan.FileFolder;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.ServedCapability;
import io.portolan.plan.Skill;
import io.portolan.plan.SkillTool;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Content;
import io.portolan.spec.Document;
import io.portolan.spec.Exposes;
import io.portolan.spec.SpecReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Skills and control adapters beside the adapters of a file. */
final class SkillCompilerTest {

    private static final String FILE = "caps/portkey-batch.yaml";
    private static final Document SEED =
            SpecReader.read(FILE, Compilations.resource("/capabilities/portkey-batch.yaml"));

    @Test
    void saysWhereTheOperationBehindAToolIsServed() {
        Compilation compilation = compile(derived("portkey-batch-rest", "createbatch"));

        assertThat(tools(compilation)).singleElement().isInstanceOfSatisfying(SkillTool.Operation.class, operation -> {
            assertThat(operation.method()).isEqualTo("POST");
            assertThat(operation.path()).hasToString("/portkey-batch-rest/v1/batches");
            assertThat(operation.port()).isEqualTo(8080);
        });
    }

    @Test
    void saysWhereTheMcpToolBehindAToolIsServed() {
        Compilation compilation = compile(derived("portkey-batch-mcp", "retrieves_batch"));

        assertThat(tools(compilation)).singleElement().isInstanceOfSatisfying(SkillTool.Mcp.class, mcp -> {
            assertThat(mcp.endpoint()).isEqualTo("/mcp/portkey-batch-mcp");
            assertThat(mcp.tool()).isEqualTo("retrieves-batch");
            assertThat(mcp.port()).isEqualTo(9090);
        });
    }

    @Test
    void leavesOutAToolWhoseNamespaceIsNotInTheFile() {
        assertThat(errors(compile(derived("portkey-batch-rst", "createbatch"))))
                .singleElement()
                .asString()
                .contains("no rest or mcp adapter of this file has the namespace 'portkey-batch-rst'")
                .contains("did you mean 'portkey-batch-rest'?")
                .startsWith(FILE + ":");
    }

    @Test
    void leavesOutAToolWhoseActionIsNotServed() {
        assertThat(errors(compile(derived("portkey-batch-mcp", "create-batsh"))))
                .singleElement()
                .asString()
                .contains("adapter 'portkey-batch-mcp' serves nothing of the name 'create-batsh'");
    }

    @Test
    void wantsAFolderForAnInstruction() {
        Exposes.SkillTool guide = new Exposes.SkillTool("guide", "Read", null, null, "guide.md");

        assertThat(errors(compile(skill(null, guide))))
                .singleElement()
                .asString()
                .contains("skill 'orders' has no folder to hold the file (expected: 'location' on the skill)");
        assertThat(errors(compile(skill("file:///./skills", guide)))).isEmpty();
    }

    @Test
    void wantsEitherFromOrInstruction() {
        assertThat(errors(compile(skill(
                        "file:///./skills",
                        new Exposes.SkillTool("none", "", null, null, null),
                        new Exposes.SkillTool("both", "", "portkey-batch-mcp", "create-batch", "x.md")))))
                .hasSize(2)
                .allMatch(line -> line.contains("(expected: exactly one of them)"));
    }

    @Test
    void refusesAnInstructionAboveTheFolder() {
        assertThat(errors(compile(
                        skill("file:///./skills", new Exposes.SkillTool("guide", "", null, null, "../secret.md")))))
                .singleElement()
                .asString()
                .contains("'../secret.md' (expected: a file below the skill's location)");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///./skills/orders, caps, skills/orders",
        "file://./skills/orders, caps, skills/orders",
        "file:skills/../orders, caps, orders",
        "./skills/my%20orders, caps, skills/my%20orders",
        "file:///./my%20orders, caps, my orders",
    })
    void findsTheFolderBesideTheFile(String location, String home, String path) {
        Compilation compilation = compile(skill(location));

        assertThat(skills(compilation).getFirst().folder()).isEqualTo(new FileFolder(home, path));
    }

    @Test
    void findsAnAbsoluteFolderBelowTheWorkingFolder() {
        String location = "file://" + Path.of("docs").toAbsolutePath();

        assertThat(skills(compile(skill(location))).getFirst().folder()).isEqualTo(new FileFolder("", "docs"));
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc, is outside",
        "file:///../other, is outside",
        "file:///./x/../../other, is outside",
        "https://example.com/skills, (expected: a folder",
    })
    void refusesAFolderThatIsOutside(String location, String expected) {
        Compilation compilation = compile(skill(location));

        assertThat(errors(compilation)).singleElement().asString().contains(expected);
    }

    @Test
    void keepsWhatElseTheFileSaysOfASkill() {
        Map<String, Content> properties = new LinkedHashMap<>();
        properties.put("license", new Content.Text("MIT"));
        properties.put("user-invocable", new Content.Literal("false"));
        properties.put("metadata", new Content.Fields(Map.of("version", new Content.Literal("1.10"))));
        Exposes.Skill skill = new Exposes.Skill("orders", "About orders", null, properties, List.of());

        assertThat(skills(compile(skill)).getFirst().properties())
                .isEqualTo("{\"license\":\"MIT\",\"user-invocable\":false,\"metadata\":{\"version\":\"1.10\"}}");
    }

    @Test
    void followsTheSettingThatMovesRest() {
        CompileOptions moved = new CompileOptions(7000, 7001, ToolNames.AUTO, false, Overlay.NONE);

        PortolanPlan plan =
                Compiler.compile(List.of(document(adapter(skill(null)))), moved).plan();

        assertThat(plan.skillServers()).singleElement().matches(server -> server.port() == 7000);
        assertThat(plan.restServers()).singleElement().matches(server -> server.port() == 7000);
    }

    @Test
    void opensARestPortForSkillsAlone() {
        Exposes.Skills alone = new Exposes.Skills("portkey-skills", null, 8088, null, null, List.of(skill(null)));

        PortolanPlan plan = compile(alone).plan();

        assertThat(plan.restServers()).extracting(server -> server.port()).containsExactly(8080, 8088);
    }

    @Test
    void showsSkillsInThePlan() {
        Compilation compilation = compile(derived("portkey-batch-rest", "createbatch"));

        assertThat(PlanPrinter.print(compilation.plan())).endsWith("""
                skills 8080
                  /portkey-skills/skills/orders
                    tool -> POST /portkey-batch-rest/v1/batches
                """);
    }

    @Test
    void takesAControlAdapterAsWishesAndServesTheRest() {
        Map<String, Content> management = new LinkedHashMap<>();
        management.put("info", new Content.Literal("false"));
        management.put("scripting", new Content.Fields(Map.of("enabled", new Content.Literal("true"))));
        Exposes.Control control = new Exposes.Control("", "0.0.0.0", 9092, null, management);

        Compilation compilation = compile(control, control);

        assertThat(errors(compilation)).isEmpty();
        assertThat(Compilations.lines(compilation))
                .anyMatch(line -> line.contains("warning") && line.contains("a second control adapter"))
                .anyMatch(line -> line.contains("note") && line.contains("script steps are not run"))
                .anyMatch(line -> line.contains("note") && line.contains("control.port decides"));
        assertThat(compilation.plan().control().capabilities())
                .singleElement()
                .matches(capability -> !capability.listed())
                .extracting(ServedCapability::adapters)
                .isEqualTo(List.of(
                        new ServedCapability.Adapter("rest", "portkey-batch-rest", 8080),
                        new ServedCapability.Adapter("mcp", "portkey-batch-mcp", 9090)));
    }

    private static Exposes.Skill derived(String namespace, String action) {
        return skill(null, new Exposes.SkillTool("tool", "A tool", namespace, action, null));
    }

    private static Exposes.Skill skill(@Nullable String location, Exposes.SkillTool... tools) {
        return new Exposes.Skill("orders", "About orders", location, Map.of(), List.of(tools));
    }

    private static Exposes.Skills adapter(Exposes.Skill skill) {
        return new Exposes.Skills("portkey-skills", null, 8080, null, null, List.of(skill));
    }

    private static Compilation compile(Exposes.Skill skill) {
        return compile(adapter(skill));
    }

    private static Compilation compile(Exposes... more) {
        return Compiler.compile(List.of(document(more)), Compilations.DEFAULTS);
    }

    /** A file that ships with Portolan, with more adapters in front. */
    private static Document document(Exposes... more) {
        CapabilitySpec spec = SEED.capability();
        List<Exposes> exposes = new ArrayList<>(List.of(more));
        exposes.addAll(spec.exposes());
        CapabilitySpec extended = new CapabilitySpec(
                spec.version(), spec.info(), spec.binds(), spec.consumes(), spec.aggregates(), exposes, spec.imports());
        return new Document(FILE, true, extended, SEED.source(), SEED.problems());
    }

    private static List<String> errors(Compilation compilation) {
        return Compilations.lines(compilation).stream()
                .filter(line -> line.contains(": error: "))
                .toList();
    }

    private static List<Skill> skills(Compilation compilation) {
        return compilation
                .plan()
                .skillServers()
                .getFirst()
                .adapters()
                .getFirst()
                .skills();
    }

    private static List<SkillTool> tools(Compilation compilation) {
        return skills(compilation).getFirst().tools();
    }
}
