package ckms.engine.build;

import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.util.Map;

/**
 * A hook to run.
 *
 * @param snippet what the shell runs
 * @param folder where it runs
 * @param log the file that what it prints goes to
 * @param environment its whole environment
 * @param limitSeconds the most that it may take
 */
public record HookOrder(
        Hook hook, String snippet, Path folder, Path log, Map<String, String> environment, long limitSeconds) {}
