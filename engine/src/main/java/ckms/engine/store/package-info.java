/**
 * The state directory: its layout, which is that of the original CKMS, and what is read and recorded there. No other
 * package knows a path in it. It may use {@code host} and {@code inputs}.
 */
package ckms.engine.store;
