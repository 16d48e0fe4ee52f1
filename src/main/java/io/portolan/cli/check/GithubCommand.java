package io.portolan.cli.check;

import io.portolan.spec.Problem;

/**
 * A workflow command of GitHub Actions, which shows a problem beside the line. What may stand in one, and how the rest is
 * escaped: GitHub's documentation of workflow commands, "Setting an error message".
 */
final class GithubCommand {

    static String of(Problem problem) {
        String text = (problem.where().isEmpty() ? "" : problem.where() + ": ") + problem.text();
        return "::" + word(problem.severity())
                + " file=" + property(problem.at().file())
                + ",line=" + problem.at().line()
                + ",col=" + problem.at().column()
                + ",title=" + property(problem.rule().id())
                + "::" + data(text);
    }

    private static String word(Problem.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private GithubCommand() {}
}
