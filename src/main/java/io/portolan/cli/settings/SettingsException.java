package io.portolan.cli.settings;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; says everything that is wrong with them. */
public final class SettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<SettingProblem> problems;

    SettingsException(List<SettingProblem> problems) {
        super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them: the file's first, then the environment's, then the flags'. */
    public List<SettingProblem> problems() {
        return problems;
    }
}
