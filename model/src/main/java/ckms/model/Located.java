package ckms.model;

/** A value, and its place in a file that the user wrote. */
public record Located<T>(T value, Place place) {}
