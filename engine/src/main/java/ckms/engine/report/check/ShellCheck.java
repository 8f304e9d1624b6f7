package ckms.engine.report.check;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Located;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Has {@code sh -n} check the syntax of shell code, without running it. */
final class ShellCheck {
    private final Host host;

    ShellCheck(Host host) {
        this.host = host;
    }

    /**
     * Adds to faults what the shell does not understand of some snippets.
     *
     * @param snippets each by its name in sentences
     * @return all faults
     * @throws IOException if the shell can't be started
     * @throws InterruptedException if the thread is interrupted while it waits for the shell
     */
    List<Diagnostic> with(Collection<Diagnostic> faults, Map<String, Located<String>> snippets)
            throws IOException, InterruptedException {
        var problems = new Diagnostics();
        problems.addAll(faults);
        for (var snippet : snippets.entrySet()) {
            String complaint = complaint(snippet.getValue().value());
            if (!complaint.isEmpty()) {
                problems.error(
                        snippet.getValue().place(),
                        "shell-syntax",
                        "the shell does not understand " + snippet.getKey() + ": " + complaint);
            }
        }
        return problems.found();
    }

    private String complaint(String snippet) throws IOException, InterruptedException {
        var read = new Command(
                List.of("/bin/sh", "-n", "-c", snippet), Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C"));
        Printed printed = host.processes().print(read);
        return printed.isGood() ? "" : printed.said();
    }
}
