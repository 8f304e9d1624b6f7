package ckms.engine.buildside.hook;

import ckms.engine.host.process.Confinement;
import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An order to run one hook.
 *
 * @param snippet what the shell runs
 * @param folder where it runs
 * @param log the file for what it prints
 * @param environment its whole environment
 * @param limit the longest that it may run
 * @param confinement what it may reach; empty if no sandbox is used
 */
public record HookOrder(
        Hook hook,
        String snippet,
        Path folder,
        Path log,
        Map<String, String> environment,
        Duration limit,
        Optional<Confinement> confinement) {}
