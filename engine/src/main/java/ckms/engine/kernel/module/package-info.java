/**
 * Kernel modules as files: how they are compressed, what they say of themselves, and whether they fit a kernel. A check
 * of symbols would belong here. jelf is used here and nowhere else. It may use {@code host} and {@code kernel}.
 */
package ckms.engine.kernel.module;
