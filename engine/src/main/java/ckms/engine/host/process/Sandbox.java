package ckms.engine.host.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tool on this host, if it has one that works, which runs programs within a {@link Confinement}. */
public final class Sandbox {
    private static final List<SandboxTool> TOOLS = List.of(new Bubblewrap(), new Unshare());

    private final Optional<SandboxTool> tool;
    private final List<String> complaints;

    private Sandbox(Optional<SandboxTool> tool, List<String> complaints) {
        this.tool = tool;
        this.complaints = List.copyOf(complaints);
    }

    /**
     * Finds a tool by trying each of them.
     *
     * @param path the folders to search for the tool, as in {@code PATH}
     * @param as the beginning of a command line that runs a program as the user who will need the sandbox; empty for
     *     the user of this process
     * @throws IOException if a program can't be started
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Sandbox find(Processes processes, String path, List<String> as)
            throws IOException, InterruptedException {
        var complaints = new ArrayList<String>();
        for (SandboxTool tool : TOOLS) {
            if (Programs.find(tool.program(), path).isEmpty()) {
                complaints.add("'" + tool.program() + "' is not installed");
                continue;
            }
            var words = new ArrayList<>(as);
            words.addAll(tool.words(view(Path.of("/"), path, Confinement.STRICT), List.of("/bin/sh", "-c", ":")));
            Printed tried = processes.print(new Command(words, Path.of("/"), Map.of("PATH", path)));
            if (tried.isGood()) {
                return new Sandbox(Optional.of(tool), complaints);
            }
            complaints.add("'" + tool.program() + "' ended with exit status " + tried.exit() + ": " + tried.said());
        }
        return new Sandbox(Optional.empty(), complaints);
    }

    /** Tells why there is none; empty if there is one. */
    public Optional<String> complaint() {
        return tool.isPresent() ? Optional.empty() : Optional.of(String.join("; ", complaints));
    }

    /**
     * Makes a command run within its limits.
     *
     * @return the same command if there is no tool, and the limits are not required
     * @throws NoSandboxException if there is no tool, and the limits are required
     * @throws IOException if a path of the limits can't be looked at
     */
    Command confine(Command command, Confinement limits) throws IOException {
        if (tool.isEmpty()) {
            if (limits.required()) {
                throw new NoSandboxException(String.join("; ", complaints));
            }
            return command;
        }
        String path = command.environment().getOrDefault("PATH", Programs.DEFAULT_PATH);
        return command.with(tool.get().words(view(command.folder(), path, limits), command.words()));
    }

    /** Says whether it was the tool that failed, and not the program that it was to run. */
    public static boolean failed(Printed printed) {
        return !printed.isGood()
                && TOOLS.stream().anyMatch(known -> printed.text().startsWith(known.program() + ": "));
    }

    private static SandboxTool.View view(Path folder, String path, Confinement limits) throws IOException {
        return new SandboxTool.View(
                folder, limits.hidden(path, SandboxTool.MASKS), limits.changing(), limits.network());
    }
}
