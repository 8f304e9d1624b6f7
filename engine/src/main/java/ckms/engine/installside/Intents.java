package ckms.engine.installside;

import ckms.engine.host.Roots;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.engine.host.files.Entries;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.RecordJson;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of what was begun and not ended, and of why a writer could not finish or undo it. */
public final class Intents {
    /** The folder of the reasons, which are no part of the intents, so that every ckms reads those. */
    private static final String UNSETTLED = "unsettled";

    private static final String TEXT_SUFFIX = ".txt";
    /** The most bytes of a reason that are read. */
    private static final int LONGEST_REASON = 1 << 16;

    private final Path root;
    private final RecordFiles<Intent> files;
    private final Roots roots;

    Intents(Path root, RecordFiles<Intent> files, Roots roots) {
        this.root = root;
        this.files = files;
        this.roots = roots;
    }

    /**
     * Reads all intents that can be read, in the order of their files' names. What is wrong with one concerns its
     * package on its kernel, and {@link #of} tells it there.
     */
    List<Intent> all() {
        return List.copyOf(survey().values().values());
    }

    /** Reads all intents, and tells what is wrong with those that can't be read. */
    RecordFiles.Found<Intent> survey() {
        return files.all();
    }

    /** Reads the intent of a cell's package on its kernel, in whatever version; an exception names it if that fails. */
    Optional<Intent> of(Cell cell) throws IOException {
        return files.read(Records.slot(cell) + Records.JSON_SUFFIX).orRefuse("what was interrupted");
    }

    void write(Intent intent) throws IOException {
        AtomicWrite.text(file(intent.cell()), RecordJson.JSON.pretty(intent.at(roots.name(intent.destdir()))));
    }

    /** Forgets an intent, and why it could not be settled. */
    void forget(Intent intent) throws IOException {
        Files.deleteIfExists(reasonFile(intent.cell()));
        Files.deleteIfExists(file(intent.cell()));
    }

    /** Notes why an intent could not be settled, for those who only look. */
    void note(Unsettled unsettled) throws IOException {
        Cell cell = unsettled.intent().cell();
        if (!reason(Records.slot(cell)).equals(Optional.of(unsettled.reason()))) {
            AtomicWrite.text(reasonFile(cell), unsettled.reason());
        }
    }

    /**
     * Returns what was begun of a cell's package on its kernel, in whatever version, and not ended. Within a writer,
     * which settles what it can before anything else, that is what can't be settled.
     */
    Optional<Unsettled> unended(Cell cell) throws IOException {
        return of(cell).map(begun -> new Unsettled(
                begun, reason(Records.slot(cell)).orElse("an earlier error, which was told when it happened")));
    }

    /**
     * Lists the intents that a writer could not settle; those that can't be read are left out.
     *
     * @throws IOException if the folder of the reasons can't be read
     */
    public List<Unsettled> unsettled() throws IOException {
        var unsettled = new ArrayList<Unsettled>();
        for (Path file : Entries.overLinks(root.resolve(UNSETTLED), "[!.]*" + TEXT_SUFFIX)) {
            String name = file.getFileName().toString();
            unsettled(name.substring(0, name.length() - TEXT_SUFFIX.length())).ifPresent(unsettled::add);
        }
        return unsettled;
    }

    private Optional<Unsettled> unsettled(String slot) {
        return reason(slot)
                .flatMap(reason ->
                        files.read(slot + Records.JSON_SUFFIX).known().map(intent -> new Unsettled(intent, reason)));
    }

    /** Reads why an intent could not be settled; empty if that is not noted, or can't be read. */
    private Optional<String> reason(String slot) {
        try {
            return new Below(root)
                    .bytes(Path.of(UNSETTLED, slot + TEXT_SUFFIX), LONGEST_REASON)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }

    private Path reasonFile(Cell cell) {
        return root.resolve(UNSETTLED).resolve(Records.slot(cell) + TEXT_SUFFIX);
    }

    private Path file(Cell cell) {
        return root.resolve(Records.INTENT).resolve(Records.slot(cell) + Records.JSON_SUFFIX);
    }
}
