/**
 * The machine that ckms runs on, the user who runs it, and the root file system that is worked on. It may use
 * {@code host.process}; all other packages of the engine may use it.
 */
package ckms.engine.host;
