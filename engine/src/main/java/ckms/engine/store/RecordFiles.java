package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.FolderFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The records of one kind, in one folder. This is the one way to read a record: whatever is in its file, or in the
 * file's place, reading it gives a value or says what is wrong. No link below the root is followed.
 */
public final class RecordFiles<T> {
    private final Path root;
    private final Path folder;
    private final RecordKind<T> kind;

    /**
     * Makes a reader of records.
     *
     * @param root the folder that nothing outside of is read
     * @param folder the folder of the records, relative to the root; it need not exist
     */
    public RecordFiles(Path root, Path folder, RecordKind<T> kind) {
        this.root = root;
        this.folder = folder;
        this.kind = kind;
    }

    /**
     * All records of a folder.
     *
     * @param values what could be read, by the files' names
     * @param faults what is wrong with the other records, or with their folder
     */
    public record Found<T>(Map<String, T> values, List<Fault> faults) {}

    /** Reads the record in a file of a name. */
    public Recorded<T> read(String name) {
        Path file = folder.resolve(name);
        try {
            Optional<byte[]> bytes = new Below(root).bytes(file, kind.limit());
            return bytes.isPresent() ? parse(file.getFileName(), bytes.get()) : new Recorded.Absent<>();
        } catch (IOException problem) {
            return new Recorded.Faulty<>(fault(file, problem));
        }
    }

    /** Returns the folder of the records. */
    public Path path() {
        return root.resolve(folder);
    }

    /** Reads all records; damage of one is not another's. */
    public Found<T> all() {
        var values = new TreeMap<String, T>();
        var faults = new ArrayList<Fault>();
        try {
            Optional<String> tooMany = files().each(visit((name, record) -> {
                record.known().ifPresent(value -> values.put(name.toString(), value));
                record.fault().ifPresent(faults::add);
            }));
            tooMany.ifPresent(what -> faults.add(0, Fault.overfull(path(), what)));
        } catch (IOException problem) {
            faults.add(fault(folder, problem));
        }
        return new Found<>(values, faults);
    }

    /**
     * Lists files in the folder that are no records, however much there is in it.
     *
     * @param most how many to list at most
     * @throws IOException if the folder can't be read
     */
    public List<Path> damaged(int most) throws IOException {
        var damaged = new ArrayList<Path>();
        files().all(
                        visit((name, record) -> record.fault()
                                .filter(fault ->
                                        fault.isDamage() && fault.path().equals(path().resolve(name)))
                                .ifPresent(fault -> damaged.add(fault.path()))),
                        () -> damaged.size() >= most);
        return damaged;
    }

    private FolderFiles files() {
        return new FolderFiles(new Below(root), folder, kind.limit(), name -> kind.isRecord(name.toString()));
    }

    private FolderFiles.Visit visit(BiConsumer<Path, Recorded<T>> taking) {
        return new FolderFiles.Visit() {
            @Override
            public void file(Path name, byte[] contents) {
                taking.accept(name, parse(name, contents));
            }

            @Override
            public void problem(Path name, IOException problem) {
                taking.accept(name, new Recorded.Faulty<>(fault(folder.resolve(name), problem)));
            }
        };
    }

    private Recorded<T> parse(Path name, byte[] bytes) {
        Path file = path().resolve(name);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Recorded.Known<>(kind.form().read(name.toString(), text));
        } catch (CharacterCodingException e) {
            return new Recorded.Faulty<>(Fault.damage(file, "is damaged: it is not UTF-8 text"));
        } catch (IOException problem) {
            String why = problem.getMessage() == null ? "it is no record" : problem.getMessage();
            return new Recorded.Faulty<>(
                    Fault.damage(file, "is damaged: " + why.lines().findFirst().orElse("it is empty")));
        }
    }

    /** Tells damage from what only can't be read now, by what stands at each part of the path. */
    private Fault fault(Path relative, IOException problem) {
        for (int parts = 1; parts < relative.getNameCount(); parts++) {
            Path on = root.resolve(relative.subpath(0, parts));
            if (Files.exists(on, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(on, LinkOption.NOFOLLOW_LINKS)) {
                return Fault.damage(on, "is not a folder");
            }
        }
        Path path = root.resolve(relative);
        boolean isFolder = relative.equals(folder);
        if (isFolder
                ? !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                : !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Fault.damage(path, isFolder ? "is not a folder" : "is not a regular file");
        }
        if (!isFolder && path.toFile().length() > kind.limit()) {
            return Fault.damage(path, "is longer than " + kind.limit() + " bytes, which no such record is");
        }
        return Fault.unreadable(path, problem);
    }
}
