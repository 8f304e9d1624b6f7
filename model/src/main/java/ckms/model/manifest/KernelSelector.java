package ckms.model.manifest;

import ckms.model.Kernel;
import ckms.model.KernelVersion;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A choice of kernels, as {@code kernels} in a manifest makes it. */
public sealed interface KernelSelector {
    /** Says whether a kernel, installed or not, is one of those that the selector means. */
    boolean matches(Kernel kernel, HostKernels host);

    /** Lists the kernels, installed or not, that are named: by release, {@code running} or {@code latest}. */
    default Collection<Kernel> named(HostKernels host) {
        return List.of();
    }

    /** Lists the kernels that are meant on a host: the installed ones that match, and the {@link #named} ones. */
    default SortedSet<Kernel> select(HostKernels host) {
        var selected = new TreeSet<Kernel>(named(host));
        host.installed().stream().filter(kernel -> matches(kernel, host)).forEach(selected::add);
        return selected;
    }

    /** Says whether the selector, or a part of it, has no meaning where no kernel runs. */
    default boolean needsARunningKernel() {
        return false;
    }

    /** The selector of all installed kernels. */
    record Installed() implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return host.installed().contains(kernel);
        }
    }

    /** The selector of the running kernel. */
    record Running() implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return host.machine().running().equals(Optional.of(kernel));
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return host.machine().running().stream().toList();
        }

        @Override
        public boolean needsARunningKernel() {
            return true;
        }
    }

    /**
     * The selector of the newest installed versions, with all their flavours.
     *
     * @param versions how many versions
     */
    record Latest(int versions) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return host.latest(versions).contains(kernel);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return host.latest(versions);
        }
    }

    /**
     * The selector of one release, installed or not.
     *
     * @param release a valid kernel release, see {@link Kernel#complaint}
     */
    record Exact(String release) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return kernel.release().equals(release);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return List.of(host.machine().kernel(release));
        }
    }

    /** The selector of the releases that match a shell pattern with {@code *}, {@code ?} and {@code [...]}. */
    record Glob(String pattern) implements KernelSelector {
        /**
         * Makes a selector of a pattern.
         *
         * @throws java.util.regex.PatternSyntaxException if the text is not a pattern
         */
        public Glob {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }

        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return matches(kernel.release());
        }

        boolean matches(String release) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(release));
        }
    }

    /** The selector of the releases whose upstream version lies in an interval. */
    record Range(KernelRange range) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return matches(kernel.release());
        }

        boolean matches(String release) {
            return KernelVersion.of(release).filter(range::contains).isPresent();
        }
    }

    /** The selector of all kernels that at least one of its parts means. */
    record Union(List<KernelSelector> parts) implements KernelSelector {
        /** Makes a union with its own copy of the parts. */
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return parts.stream().anyMatch(part -> part.matches(kernel, host));
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return parts.stream().flatMap(part -> part.named(host).stream()).toList();
        }

        @Override
        public boolean needsARunningKernel() {
            return parts.stream().anyMatch(KernelSelector::needsARunningKernel);
        }
    }

    /** The selector of the kernels that {@code include} means and {@code exclude} does not. */
    record Difference(KernelSelector include, KernelSelector exclude) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return include.matches(kernel, host) && !exclude.matches(kernel, host);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return include.named(host).stream()
                    .filter(kernel -> !exclude.matches(kernel, host))
                    .toList();
        }

        @Override
        public boolean needsARunningKernel() {
            return include.needsARunningKernel() || exclude.needsARunningKernel();
        }
    }
}
