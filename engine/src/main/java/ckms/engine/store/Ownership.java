package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    private static final int LIMIT = 1 << 16;

    /**
     * Reads who registered packages; one that is not on record, or has been registered again since, is left out.
     *
     * @throws IOException if a record can't be read
     */
    public static Map<PackageId, Ownership> all(StateDirectory state, Collection<PackageId> packages)
            throws IOException {
        Map<String, byte[]> records = new Below(state.root()).files(state.ownershipsName(), LIMIT);
        Map<PackageId, Ownership> all = new HashMap<>();
        for (PackageId pkg : packages) {
            String name = state.ownershipName(pkg).getFileName().toString();
            Optional.ofNullable(records.get(name))
                    .flatMap(Ownership::parse)
                    .filter(known -> known.link.equals(link(state, pkg)))
                    .ifPresent(known -> all.put(pkg, known));
        }
        return all;
    }

    private static Optional<Ownership> parse(byte[] bytes) {
        try {
            return Optional.of(RecordJson.JSON.read(new String(bytes, StandardCharsets.UTF_8), Ownership.class));
        } catch (IOException damaged) {
            return Optional.empty();
        }
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
