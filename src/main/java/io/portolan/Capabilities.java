package io.portolan;

import io.portolan.options.PortolanOptions;
import io.portolan.plan.PortolanPlan;
import io.portolan.spec.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What came of the capability files that the options name.
 *
 * @param plan of all that is sound in them
 * @param problems of all of them
 * @param texts of the files, by the name that problems carry; none once they are served
 */
// The command line, in this module, shows plan and problems as they are.
@SuppressWarnings("exports")
public record Capabilities(PortolanPlan plan, List<Problem> problems, Map<String, String> texts) {

    public Capabilities {
        problems = List.copyOf(problems);
        texts = Map.copyOf(texts);
    }

    /**
     * Finds, reads and compiles. Blocks.
     *
     * @throws IOException when something that was named cannot be read
     */
    public static Capabilities load(PortolanOptions options) throws IOException {
        return load(options, LoadProgress.NONE);
    }

    /** Does the same, and tells how far it has come. */
    public static Capabilities load(PortolanOptions options, LoadProgress progress) throws IOException {
        return new Loader().load(options, progress).capabilities();
    }

    /** The same without the texts: for as long as they are served. */
    Capabilities lean() {
        return new Capabilities(plan, problems, Map.of());
    }

    /** Whether there is something to serve; with {@code strict} one error in any of them is enough that there is not. */
    boolean servable(boolean strict) {
        boolean sound = problems.stream().noneMatch(Problem::error);
        return !plan.control().capabilities().isEmpty() && (sound || !strict);
    }
}
