/**
 * The start of the program: makes its objects, and turns errors into sentences and exit codes. Only {@code Main}
 * touches the standard streams or exits. It may use everything.
 */
package ckms.cli;
