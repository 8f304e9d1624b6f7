/** A graph of dependencies. JGraphT is used here and nowhere else; beside it only the JDK may be used. */
package ckms.engine.reconcile.graph;
