/**
 * The kernels of a root file system: which there are, their headers, and how they were configured. It may use {@code
 * host}.
 */
package ckms.engine.kernel;
