package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The record of who registered a package.
 *
 * @param owner the manifest that did, if any
 * @param isProtected whether prune leaves the package alone
 * @param link tells the link to the source from one that is made later, such as by the original CKMS
 */
public record Ownership(Owner owner, boolean isProtected, String link) {
    /** The ownership of a package that is not on record. */
    public static final Ownership NOBODYS = new Ownership(Owner.NONE, false, "");

    /** How the records of who registered packages are read. */
    static final RecordKind<Ownership> KIND = new RecordKind<>(Set.of(".json"), 1 << 16, Ownership::parse);

    static RecordFiles<Ownership> files(StateDirectory state) {
        return new RecordFiles<>(state.root(), state.ownershipsName(), KIND);
    }

    private static Ownership parse(String name, String text) throws IOException {
        if (pkg(name).isEmpty()) {
            throw new IOException("its name is that of no package");
        }
        return RecordJson.JSON.read(text, Ownership.class);
    }

    /** Reads the package from the name of the record of its registration; empty if the name is none. */
    static Optional<PackageId> pkg(String name) {
        return StateDirectory.pkg(name.replaceFirst("\\.json$", ""));
    }

    /** Says whether this is the record of a package as it is registered now. */
    boolean isOf(StateDirectory state, PackageId pkg) {
        return link.equals(link(state, pkg));
    }

    /**
     * Reads who registered packages; one that is not on record, or has been registered again since, is left out.
     *
     * @param faults hears which records can't be read
     */
    public static Map<PackageId, Ownership> all(
            StateDirectory state, Collection<PackageId> packages, Consumer<Fault> faults) {
        RecordFiles.Found<Ownership> found = files(state).all();
        found.faults().forEach(faults);
        Map<PackageId, Ownership> all = new HashMap<>();
        for (PackageId pkg : packages) {
            String name = state.ownershipName(pkg).getFileName().toString();
            Optional.ofNullable(found.values().get(name))
                    .filter(known -> known.isOf(state, pkg))
                    .ifPresent(known -> all.put(pkg, known));
        }
        return all;
    }

    /**
     * Records who registered a package, once its link to the source is made.
     *
     * @throws IOException if the record can't be written
     */
    public static void write(StateDirectory state, PackageId pkg, Owner owner, boolean isProtected) throws IOException {
        AtomicWrite.text(
                state.root().resolve(state.ownershipName(pkg)),
                RecordJson.JSON.pretty(new Ownership(owner, isProtected, link(state, pkg))));
    }

    private static String link(StateDirectory state, PackageId pkg) {
        Path link = state.source(pkg);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.fileKey() + ":" + attributes.lastModifiedTime();
        } catch (NoSuchFileException none) {
            return "none";
        } catch (IOException notReadable) {
            return "unknown";
        }
    }
}
