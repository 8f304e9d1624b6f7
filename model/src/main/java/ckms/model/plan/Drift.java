package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.CellState;

/**
 * A cell whose state on the host has changed since ckms made it.
 *
 * @param was the state that ckms made
 * @param is the state that is found
 * @param what how the change shows, as a phrase
 */
public record Drift(Cell cell, CellState was, CellState is, String what) {}
