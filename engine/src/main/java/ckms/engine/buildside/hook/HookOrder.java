package ckms.engine.buildside.hook;

import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A hook to run.
 *
 * @param snippet what the shell runs
 * @param folder where it runs
 * @param log the file that what it prints goes to
 * @param environment its whole environment
 * @param limit the most that it may take
 */
public record HookOrder(
        Hook hook, String snippet, Path folder, Path log, Map<String, String> environment, Duration limit) {}
