/**
 * The state directory: its layout, which is the original's, and what is read and recorded there. Nobody else knows a
 * path in it. It may use {@code host} and {@code inputs}.
 */
package ckms.engine.store;
