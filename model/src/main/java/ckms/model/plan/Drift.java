package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.CellState;

/**
 * What changed on the host behind our back: a cell is not any more what it was made.
 *
 * @param was what it was made
 * @param is what it is
 * @param what how that shows
 */
public record Drift(Cell cell, CellState was, CellState is, String what) {}
