package ckms.engine.plan;

import ckms.model.Cell;
import ckms.model.CellState;

/**
 * What is wanted of one cell.
 *
 * @param named whether the kernel was named, rather than matched by a pattern
 * @param initramfs whether its modules are needed in the initramfs, or may be once they are built
 */
public record DesiredCell(Cell cell, CellState state, boolean named, boolean initramfs) {}
