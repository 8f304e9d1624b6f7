package ckms.model;

/** A value and where in a file of the user's it stands. */
public record Located<T>(T value, Place place) {}
