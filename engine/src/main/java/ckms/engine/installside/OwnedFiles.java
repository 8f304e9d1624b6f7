package ckms.engine.installside;

import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that are on record as those of packages, below whichever destination. The records are read once, when they
 * are first asked for; from then on, whoever writes one says so here.
 */
final class OwnedFiles {
    private final Records records;
    /** The inventories, by their slots; empty until they are read. */
    private Optional<Map<String, Inventory>> inventories = Optional.empty();

    /** For each file, the cells that it is on record for, by their slots. */
    private final Map<Path, SortedMap<String, Cell>> owners = new HashMap<>();

    OwnedFiles(Records records) {
        this.records = records;
    }

    /** Finds the package and kernel that a file is on record for; empty if it is nobody's. */
    Optional<Cell> owner(Path file) throws IOException {
        read();
        return owners.getOrDefault(file, new TreeMap<>()).values().stream().findFirst();
    }

    /** Finds another package that a file is on record for; empty if it is at most this one's. */
    Optional<Cell> owner(Path file, String besides) throws IOException {
        read();
        return owners.getOrDefault(file, new TreeMap<>()).values().stream()
                .filter(cell -> !cell.pkg().name().equals(besides))
                .findFirst();
    }

    /** Lists all that is on record as installed, in the order of the records' names. */
    List<Inventory> inventories() throws IOException {
        return List.copyOf(read().values());
    }

    private Map<String, Inventory> read() throws IOException {
        if (inventories.isEmpty()) {
            Map<String, Inventory> all = new TreeMap<>();
            for (Inventory inventory : records.inventories()) {
                all.put(Records.slot(inventory.cell()), inventory);
                own(inventory.cell(), files(inventory));
            }
            // What could not be undone is deleted when it can be, so nobody else may install a file there.
            for (Intent intent : records.intents().all()) {
                own(intent.cell(), intent.targets().stream().map(intent.destdir()::resolve));
            }
            inventories = Optional.of(all);
        }
        return inventories.get();
    }

    private void own(Cell cell, Stream<Path> files) {
        files.forEach(
                file -> owners.computeIfAbsent(file, any -> new TreeMap<>()).put(Records.slot(cell), cell));
    }

    private static Stream<Path> files(Inventory inventory) {
        return inventory.files().stream().map(file -> inventory.destdir().resolve(file.path()));
    }

    /** Has the records read anew when they are next asked for. */
    void reread() {
        inventories = Optional.empty();
        owners.clear();
    }

    /** Takes note of a record that was written. */
    void note(Inventory inventory) {
        forget(inventory.cell());
        inventories.ifPresent(all -> {
            all.put(Records.slot(inventory.cell()), inventory);
            own(inventory.cell(), files(inventory));
        });
    }

    /** Takes note that nothing is on record any more as installed of a cell's package on its kernel. */
    void forget(Cell cell) {
        Optional<Inventory> before = inventories.map(all -> all.remove(Records.slot(cell)));
        before.ifPresent(inventory -> files(inventory)
                .forEach(file -> owners.getOrDefault(file, new TreeMap<>()).remove(Records.slot(cell))));
    }
}
