package ckms.engine.installside;

import ckms.model.Cell;
import ckms.model.ShellCommand;

/**
 * An installation or uninstallation that was interrupted and can't be finished or undone. Until it is, nothing else is
 * installed or uninstalled of its package on its kernel, in whatever version.
 *
 * @param intent what was begun
 * @param reason what stands in the way, as a sentence
 */
public record Unsettled(Intent intent, String reason) {
    /** Says whether it stands in the way of what is to be done with a cell. */
    public boolean concerns(Cell cell) {
        return cell.pkg().name().equals(intent.cell().pkg().name())
                && cell.kernel().equals(intent.cell().kernel());
    }

    /** Describes what was begun, as words that follow the cell. */
    public String what() {
        return (intent.install() ? "its installation" : "its uninstallation") + " below " + intent.destdir()
                + " was interrupted and can't be finished or undone: " + reason;
    }

    /** Tells what to do about it. */
    public String mend() {
        return "mend that, and the next command that changes anything settles it, or give it up with " + givesUp();
    }

    /** Returns the command that goes on without what can't be put back. */
    private String givesUp() {
        return givesUp(intent.cell());
    }

    static String givesUp(Cell cell) {
        return ShellCommand.of("ckms", "-k", cell.kernel().release(), "uninstall", "--force", cell.pkg())
                .quoted();
    }

    /** Tells all of it, as words that follow a cell that it concerns. */
    public String reasonFor(Cell cell) {
        return cell.equals(intent.cell()) ? what() + "; " + mend() : sentence();
    }

    /** Tells all of it, in a sentence that begins with the cell. */
    public String sentence() {
        return intent.cell() + ": " + what() + "; " + mend();
    }
}
