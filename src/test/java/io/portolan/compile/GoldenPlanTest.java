package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.plan.PlanPrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The plan of each file that ships with Portolan, as text in {@code src/test/resources/golden}. */
final class GoldenPlanTest {

    @ParameterizedTest
    @FieldSource("io.portolan.compile.Compilations#SEEDS")
    void compilesTheFileToItsGoldenPlan(String name) {
        Compilation compilation = Compilations.seeds(Compilations.DEFAULTS, name);

        String golden = Compilations.resource("/golden/" + name.replace(".yaml", ".plan"));
        assertThat(PlanPrinter.print(compilation.plan())).isEqualTo(golden);
    }
}
