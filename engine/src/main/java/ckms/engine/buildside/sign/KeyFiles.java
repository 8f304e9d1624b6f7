package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.files.Stamp;
import ckms.engine.inputs.FileSource;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of the keys that a kernel's modules may be signed with, as an input of a build. The input's digest is that
 * of the chosen key's certificate, or empty if modules are not signed. The stamp is a digest: a record that anybody may
 * read keeps it, and it tells nothing of the private key.
 *
 * @param kernel the kernel, with headers
 * @param configured the key to use if the headers bring none
 */
public record KeyFiles(Host host, KernelTree kernel, Optional<ConfiguredKey> configured) implements FileSource {
    @Override
    public Stamp stamp() throws IOException {
        Optional<SigningKey> key = configured.flatMap(ConfiguredKey::found);
        var files =
                new ArrayList<Path>(List.of(kernel.header(Signing.OWN_KEY), kernel.header(Signing.OWN_CERTIFICATE)));
        key.flatMap(pair -> pair.key().inFile()).ifPresent(files::add);
        key.map(SigningKey::certificate).ifPresent(files::add);
        return Stamp.hidden(files);
    }

    @Override
    public String digest() throws IOException {
        return Signing.of(host, kernel, configured).keyDigest();
    }
}
