package ckms.cli.real;

/** A process that meets a fault, or is killed. */
enum Victim {
    /** The one that the caller starts. */
    CALLERS,
    /** The one that root starts as the state directory's owner. */
    WORKER
}
