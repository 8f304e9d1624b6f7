package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.files.Stamp;
import ckms.engine.inputs.FileSource;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the keys that a kernel's modules may be signed with, as an input of a build. The input's digest is that
 * of the chosen key's certificate, or empty if modules are not signed.
 *
 * @param headers the folder of the kernel's headers
 * @param configured the key to use if the headers bring none
 */
public record KeyFiles(Host host, Path headers, Optional<ConfiguredKey> configured) implements FileSource {
    @Override
    public Stamp stamp() throws IOException {
        Path certs = headers.resolve("certs");
        Path none = certs.resolve("no-key");
        Optional<SigningKey> key = configured.flatMap(ConfiguredKey::found);
        return Stamp.of(
                certs.resolve("signing_key.pem"),
                certs.resolve("signing_key.x509"),
                key.flatMap(pair -> pair.key().inFile()).orElse(none),
                key.map(SigningKey::certificate).orElse(none));
    }

    @Override
    public String digest() throws IOException {
        return Signing.of(host, headers, configured).keyDigest();
    }
}
