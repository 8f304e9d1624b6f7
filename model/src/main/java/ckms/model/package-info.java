/**
 * The words of the domain, which every other package uses: packages, kernels, cells and their addresses, and the
 * diagnostics of files that are wrong. It may use the JDK alone.
 */
package ckms.model;
