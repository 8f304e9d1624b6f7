package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.files.Below;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.files.Tree;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Confinement;
import ckms.engine.host.process.NoSandboxException;
import ckms.engine.host.process.Printed;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.ModuleCheck;
import ckms.engine.kernel.module.ModuleInfo;
import ckms.engine.settings.CertificateFile;
import ckms.engine.settings.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs the modules of one build with the kernel's own {@code sign-file}, on a copy that nobody else can reach, and
 * verifies the result. Only the signature is handed out, so the process that has the key writes nothing in the state
 * directory. Whoever asks, each module is signed once, and nothing that is no module of the kernel.
 */
public final class ModuleSigner implements Signer {
    private final Host host;
    private final Below state;
    private final Signing.Wanted signing;
    private final KernelTree kernel;
    private final ModuleCheck check;
    private final Set<Path> waiting;
    private final Map<Path, String> signed = new ConcurrentHashMap<>();

    /**
     * Makes a signer of the modules of a build.
     *
     * @param state the root of the state directory
     * @param kernel what the modules are for
     * @param modules their paths, relative to that root
     */
    public ModuleSigner(Host host, Path state, Signing.Wanted signing, KernelTree kernel, Collection<Path> modules) {
        this.host = host;
        this.state = new Below(state);
        this.signing = signing;
        this.kernel = kernel;
        this.check = new ModuleCheck(host);
        this.waiting = ConcurrentHashMap.newKeySet();
        waiting.addAll(modules);
    }

    /** Returns the digests of the modules that were signed, with their signatures, by their paths. */
    public Map<Path, String> signed() {
        return Map.copyOf(signed);
    }

    @Override
    public Optional<Signature> sign(Path module) throws IOException, InterruptedException {
        if (!waiting.remove(module)) {
            throw new SigningException("'" + module + "' is not signed: it is no module of this build, or was signed"
                    + " already; a hook may have asked for it, so look at the recipe");
        }
        Path folder = Scratch.folder();
        try {
            Path copy = folder.resolve(module.getFileName());
            String digest = copy(module, copy);
            long length = Files.size(copy);
            refuseOthers(module, copy);
            sign(module, copy);
            Signature signature = Signature.in(copy, length);
            takeOff(copy, length, digest);
            verify(folder, copy, signature, module);
            signed.put(module, signature.signed());
            return Optional.of(signature);
        } finally {
            Tree.remove(folder);
        }
    }

    /** Copies a module, unless it begins as none does, and returns its digest. */
    private String copy(Path module, Path copy) throws IOException {
        return state.read(module, in -> {
            byte[] beginning = in.readNBytes(ModuleInfo.MAGIC.length());
            if (!ModuleInfo.MAGIC.equals(new String(beginning, StandardCharsets.ISO_8859_1))) {
                throw refused(module.getFileName() + " is no ELF file");
            }
            try (OutputStream out = Files.newOutputStream(copy)) {
                return Digest.copy(new SequenceInputStream(new ByteArrayInputStream(beginning), in), out);
            }
        });
    }

    /** Refuses to sign what the kernel would not take for a module of its own. */
    private void refuseOthers(Path module, Path copy) throws IOException, InterruptedException {
        Optional<String> complaint;
        try {
            complaint = check.complaint(module.getFileName().toString(), copy, kernel);
        } catch (FileSystemException noModule) {
            complaint = Optional.of(module.getFileName() + " " + noModule.getReason());
        }
        if (complaint.isPresent()) {
            throw refused(complaint.get());
        }
    }

    private static SigningException refused(String why) {
        return new SigningException("what is not for this kernel is not signed: " + why);
    }

    /** Has the kernel's tool sign the copy; that of another root can write nothing else. */
    private void sign(Path module, Path copy) throws IOException, InterruptedException {
        Path tool = signing.tool();
        SigningKey key = signing.key();
        var visible = new ArrayList<>(List.of(tool, key.certificate()));
        key.key().inFile().ifPresent(visible::add);
        Optional<Confinement> limits = kernel.roots().isIn(tool)
                ? Optional.of(new Confinement(true, List.of(copy.getParent()), visible, false))
                : Optional.empty();
        try {
            run(module, limits, copy, tool.toString(), signing.hash(), key.key().word(), path(key.certificate()));
        } catch (NoSandboxException none) {
            throw new SigningException(tool + " is another system's, so that it is run in a sandbox or not at all, and"
                    + " there is no sandbox (" + none.complaint()
                    + "); install bubblewrap and allow user namespaces");
        }
    }

    /** Takes the signature off the copy again, which has to be what it was. */
    private static void takeOff(Path copy, long length, String digest) throws IOException {
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        if (!Digest.of(copy).equals(digest)) {
            throw new SigningException(
                    "the kernel's sign-file changed " + copy.getFileName() + ", and did not only append to it");
        }
    }

    /**
     * Verifies a signature with openssl. Without openssl, it is enough that the kernel's tool succeeded and left a
     * signature.
     */
    private void verify(Path folder, Path plain, Signature signature, Path module)
            throws IOException, InterruptedException {
        if (host.has("openssl")) {
            Path message = Files.write(folder.resolve("message"), signature.pkcs7());
            String certificate = pem(folder).toString();
            run(
                    module,
                    Optional.empty(),
                    plain,
                    "openssl",
                    "cms",
                    "-verify",
                    "-binary",
                    "-inform",
                    "DER",
                    "-in",
                    message.toString(),
                    "-certfile",
                    certificate,
                    "-nointern",
                    "-noverify",
                    "-out",
                    "/dev/null",
                    "-content");
        }
    }

    /** Writes the certificate in PEM, since not every openssl reads DER when it verifies. */
    private Path pem(Path folder) throws IOException {
        byte[] der = new CertificateFile(signing.key().certificate()).der();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private static String path(Path path) {
        return path.toAbsolutePath().toString();
    }

    private void run(Path module, Optional<Confinement> limits, Path last, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(words));
        command.add(last.toString());
        Printed printed = host.processes()
                .print(new Command(command, Path.of("/"), host.signing())
                        .atMost(Command.SHORT)
                        .within(limits));
        if (!printed.isGood()) {
            throw new SigningException("'" + words[0] + "' failed to sign or verify " + module.getFileName()
                    + " with exit status " + printed.exit() + ": "
                    + SigningError.sentence(signing.key(), printed));
        }
    }
}
