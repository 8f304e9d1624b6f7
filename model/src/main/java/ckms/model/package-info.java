/**
 * The words of the domain, which every other package speaks: packages, kernels, cells and their addresses, and what is
 * said of a file that is wrong. It may use the JDK alone.
 */
package ckms.model;
