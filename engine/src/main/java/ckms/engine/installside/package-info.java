/**
 * All that root does: puts modules where the kernel finds them, takes them back, brings depmod's index and the
 * initramfs up to date, and records it. An intent record is written before any module changes. It may use
 * {@code settings} and what is below, and knows nothing of the build side.
 */
package ckms.engine.installside;
