package ckms.engine.installside;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.FileProblem;
import ckms.engine.store.RecordJson;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All of the install side's records that can be read, and a list of what can't be read.
 *
 * @param inventories what is recorded as installed, in the order of the files' names
 * @param intents what was begun and not ended
 * @param marks what is not up to date, by kernel, whether the kernel is installed or not
 * @param damaged the files that are no records, and why
 * @param unreadable what could not be read, and why
 */
public record RecordsSurvey(
        List<Inventory> inventories,
        List<Intent> intents,
        Map<Kernel, Set<Finalizer>> marks,
        Map<Path, String> damaged,
        Map<Path, String> unreadable) {
    /** The most bytes that a record may have. */
    private static final int LIMIT = 16 << 20;

    /**
     * Reads the records in some folders, which need not exist; no link below them is followed.
     *
     * @return what could be read; the rest is in {@link #damaged} or {@link #unreadable}
     */
    public static RecordsSurvey of(List<Path> folders) {
        var survey = new RecordsSurvey(
                new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Path root : folders) {
            if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                survey.read(root, Records.INSTALLED, Inventory.class, survey.inventories::add);
                survey.read(root, Records.INTENT, Intent.class, survey.intents::add);
                survey.readMarks(root);
            }
        }
        return survey;
    }

    private <T> void read(Path root, String folder, Class<T> type, Consumer<T> into) {
        for (Path file : files(root.resolve(folder))) {
            try {
                Optional<byte[]> bytes = new Below(root).bytes(root.relativize(file), LIMIT);
                if (bytes.isPresent()) {
                    parse(file, new String(bytes.get(), StandardCharsets.UTF_8), type, into);
                }
            } catch (IOException problem) {
                unreadable.put(file, FileProblem.sentence(problem));
            }
        }
    }

    private <T> void parse(Path file, String text, Class<T> type, Consumer<T> into) {
        try {
            into.accept(RecordJson.JSON.read(text, type));
        } catch (IOException problem) {
            damaged.put(file, problem.getMessage());
        }
    }

    /** Reads the marks; a file with another name than a mark's is left out. */
    private void readMarks(Path root) {
        for (Path file : files(root.resolve(Records.NEEDS_FINALIZE))) {
            Mark.parse(file.getFileName().toString())
                    .ifPresent(mark -> marks.computeIfAbsent(mark.kernel(), kernel -> EnumSet.noneOf(Finalizer.class))
                            .add(mark.finalizer()));
        }
    }

    private List<Path> files(Path folder) {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(folder, "[!.]*")) {
                entries.forEach(files::add);
            } catch (IOException problem) {
                unreadable.put(folder, FileProblem.sentence(problem));
            }
        }
        files.sort(null);
        return files;
    }
}
