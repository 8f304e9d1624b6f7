/**
 * Signs modules. The build side asks for a signature, and nothing else leaves the process that has the key. It may use
 * {@code settings} and what is below.
 */
package ckms.engine.buildside.sign;
