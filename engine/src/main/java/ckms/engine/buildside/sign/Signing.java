package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.CertificateFile;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeyComplaint;
import ckms.engine.settings.SigningKey;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The decision whether, and with what key, the modules for a kernel are signed. */
public sealed interface Signing {
    /** The key that a kernel's headers may bring, and its certificate. */
    String OWN_KEY = "certs/signing_key.pem";

    String OWN_CERTIFICATE = "certs/signing_key.x509";

    /** Describes the decision in a line for the user. */
    String remark();

    /**
     * Computes the digest of the key's certificate.
     *
     * @return an empty text if modules are not signed
     * @throws IOException if the certificate can't be read
     */
    String keyDigest() throws IOException;

    /** Says, in words that follow the kernel's name, what the user or the kernel wishes in vain; empty if nothing. */
    Optional<String> unmet();

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
            return new CertificateFile(key.certificate()).digest();
        }

        @Override
        public Optional<String> unmet() {
            return Optional.empty();
        }
    }

    /** The decision that modules are not signed, since the kernel does not know signatures. */
    record Unsupported() implements Signing {
        @Override
        public String remark() {
            return "not signed: the kernel does not know module signatures";
        }

        @Override
        public String keyDigest() {
            return "";
        }

        @Override
        public Optional<String> unmet() {
            return Optional.empty();
        }
    }

    /**
     * The decision that modules are not signed, since something is missing.
     *
     * @param reason what is missing, for the user
     * @param isDemanded whether the kernel was built to load no module that is not signed
     */
    record Unwanted(String reason, boolean isDemanded) implements Signing {
        @Override
        public String remark() {
            return "not signed: " + reason;
        }

        @Override
        public String keyDigest() {
            return "";
        }

        @Override
        public Optional<String> unmet() {
            return isDemanded
                    ? Optional.of(
                            "loads only modules that are signed (CONFIG_MODULE_SIG_FORCE=y), and those built for it"
                                    + " are not: " + reason)
                    : Optional.empty();
        }
    }

    /**
     * The decision that no module can be built, since the user asked for signatures that can't be made.
     *
     * @param reason why not, and what to do
     */
    record Impossible(String reason) implements Signing {
        @Override
        public String remark() {
            return "can't be signed as asked for: " + reason;
        }

        @Override
        public String keyDigest() {
            return "";
        }

        @Override
        public Optional<String> unmet() {
            return Optional.of("gets no modules, since they " + remark());
        }
    }

    /**
     * Decides for the kernel of some headers. Its own key comes first, since the kernel knows it.
     *
     * @param kernel the kernel, with headers
     * @param configured the key to use if the headers bring none
     * @throws IOException if the kernel's configuration can't be read, or the key or the tool can't be looked at
     */
    static Signing of(Host host, KernelTree kernel, Optional<ConfiguredKey> configured) throws IOException {
        KernelConfig config = KernelConfig.of(kernel);
        Optional<String> hash = config.text("CONFIG_MODULE_SIG_HASH");
        if (hash.isEmpty()) {
            return new Unsupported();
        }
        boolean isDemanded = config.yes("CONFIG_MODULE_SIG_FORCE");
        Path tool = kernel.header("scripts/sign-file");
        Optional<String> noTool = complaint(host, tool);
        Path ownKey = kernel.header(OWN_KEY);
        var own = new SigningKey(new PrivateKey.InFile(ownKey), kernel.header(OWN_CERTIFICATE));
        Optional<KeyComplaint> ofOwn = own.complaint(host);
        if (ofOwn.isEmpty()) {
            return noTool.isPresent()
                    ? new Unwanted(noTool.get(), isDemanded)
                    : new Wanted(hash.get(), tool, own, host.isRoot() && own.isReadableByOthers());
        }
        if (configured.isEmpty()) {
            boolean isThere = Files.exists(ownKey);
            return new Unwanted(isThere ? ofOwn.get().sentence() : "there is no key", isDemanded);
        }
        Optional<KeyComplaint> ofConfigured = configured.get().complaint(host);
        if (ofConfigured.isPresent()) {
            return new Impossible(configured.get().sentence(ofConfigured.get()));
        }
        if (noTool.isPresent()) {
            return new Impossible(noTool.get());
        }
        SigningKey key = configured.get().found().orElseThrow();
        return new Wanted(hash.get(), tool, key, host.isRoot() && key.isReadableByOthers());
    }

    private static Optional<String> complaint(Host host, Path tool) throws IOException {
        if (!Files.isExecutable(tool)) {
            return Optional.of("the kernel headers have no scripts/sign-file");
        }
        Optional<Path> open = host.isRoot() ? RootsOwn.unsafePart(tool.toRealPath()) : Optional.empty();
        return open.map(part -> "root does not run " + tool + ", since others can change " + part);
    }
}
