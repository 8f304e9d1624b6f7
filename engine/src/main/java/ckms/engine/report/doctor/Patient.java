package ckms.engine.report.doctor;

import ckms.engine.host.Host;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsSurvey;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.StateSurvey;
import ckms.engine.store.StoredRecipes;
import ckms.model.Cell;
import ckms.model.Machine;
import ckms.model.PackageId;
import ckms.model.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A host's state, as the checks examine it.
 *
 * @param kernels the installed kernels, in order
 * @param machine the machine, and the kernel that runs on it
 * @param anyKernel the kernel that recipes are read for
 * @param state what the state directory holds
 * @param places where the install side's records are, as far as this user can rely on them
 * @param records what they say
 * @param recipes the recipes in the state directory
 * @param writer another ckms that changes the state at this moment; its unfinished work is no finding
 */
record Patient(
        Host host,
        Settings settings,
        List<KernelTree> kernels,
        Machine machine,
        KernelTree anyKernel,
        StateSurvey state,
        List<Records> places,
        RecordsSurvey records,
        StoredRecipes recipes,
        Optional<String> writer) {
    Patient {
        kernels = List.copyOf(kernels);
        places = List.copyOf(places);
    }

    /** Says whether a kernel of a release is installed, for any machine. */
    boolean has(String release) {
        return kernels.stream().anyMatch(tree -> tree.kernel().release().equals(release));
    }

    /** Lists the records of what is installed below the destination. */
    List<Inventory> inventories() {
        return records.inventories().stream()
                .filter(inventory -> inventory.destdir().equals(settings.destdir()))
                .toList();
    }

    /** Lists the cells that a link says are installed, whether or not it dangles. */
    Set<Cell> linked() {
        return state.links().stream().flatMap(link -> link.cell().stream()).collect(Collectors.toSet());
    }

    /** Lists the cells whose installation or uninstallation was begun and not ended. */
    Set<Cell> unended() {
        return records.intents().stream().map(intent -> intent.cell()).collect(Collectors.toSet());
    }

    Optional<ObservedPackage> pkg(PackageId id) {
        return state.packages().stream().filter(pkg -> pkg.id().equals(id)).findFirst();
    }

    /**
     * Returns the command of a verb on a cell.
     *
     * @param options options of the verb, a word each
     */
    static ShellCommand command(String verb, Cell cell, String... options) {
        var words = new ArrayList<Object>(List.of("ckms", "-k", cell.kernel().release(), verb));
        words.addAll(List.of(options));
        words.add(cell.pkg());
        return ShellCommand.of(words.toArray());
    }

    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
