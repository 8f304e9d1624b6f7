/**
 * The machine that ckms runs on, who runs it, and the root file system that is worked on. It may use {@code
 * host.process}; the rooms of the engine stand on it.
 */
package ckms.engine.host;
