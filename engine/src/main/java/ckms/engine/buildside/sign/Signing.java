package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.settings.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The decision whether, and with what key, the modules for a kernel are signed. */
public sealed interface Signing {
    /** Describes the decision in a line for the user. */
    String remark();

    /**
     * Computes the digest of the key's certificate.
     *
     * @return an empty text if modules are not signed
     * @throws IOException if the certificate can't be read
     */
    String keyDigest() throws IOException;

    /**
     * The decision that modules are signed.
     *
     * @param hash the digest's name, such as {@code sha256}
     * @param tool the kernel's {@code sign-file}
     * @param exposed whether root signs with a key that others can read too
     */
    record Wanted(String hash, Path tool, SigningKey key, boolean exposed) implements Signing {
        @Override
        public String remark() {
            return "signed (" + hash + ")"
                    + (exposed ? "; others than root can read " + key.key() + ", so hooks can" : "");
        }

        @Override
        public String keyDigest() throws IOException {
            return Digest.of(key.certificate().toRealPath());
        }
    }

    /**
     * The decision that modules are not signed.
     *
     * @param reason why not, for the user
     */
    record Unwanted(String reason) implements Signing {
        @Override
        public String remark() {
            return "not signed: " + reason;
        }

        @Override
        public String keyDigest() {
            return "";
        }
    }

    /**
     * Decides for the kernel of some headers. Its own key comes first, since the kernel knows it.
     *
     * @param headers the folder of the kernel's headers
     * @param configured the key to use if the headers bring none
     * @throws IOException if the kernel's configuration can't be read, or the key or the tool can't be looked at
     */
    static Signing of(Host host, Path headers, Optional<SigningKey> configured) throws IOException {
        Optional<String> hash = KernelConfig.of(headers).text("CONFIG_MODULE_SIG_HASH");
        if (hash.isEmpty()) {
            return new Unwanted("the kernel does not know module signatures");
        }
        Path certs = headers.resolve("certs");
        var own = new SigningKey(certs.resolve("signing_key.pem"), certs.resolve("signing_key.x509"));
        Optional<SigningKey> key =
                Optional.of(own).filter(pair -> pair.complaint().isEmpty()).or(() -> configured);
        if (key.isEmpty()) {
            boolean kernels = Files.exists(own.key());
            return new Unwanted(kernels ? own.complaint().orElseThrow() : "there is no key");
        }
        Optional<String> complaint = key.get().complaint();
        if (complaint.isPresent()) {
            return new Unwanted(complaint.get());
        }
        Path tool = headers.resolve("scripts/sign-file");
        if (!Files.isExecutable(tool)) {
            return new Unwanted("the kernel headers have no scripts/sign-file");
        }
        Optional<Path> open = host.isRoot() ? RootsOwn.unsafePart(tool.toRealPath()) : Optional.empty();
        if (open.isPresent()) {
            return new Unwanted("root does not run " + tool + ", since others can change " + open.get());
        }
        return new Wanted(
                hash.get(), tool, key.get(), host.isRoot() && key.get().isReadableByOthers());
    }
}
