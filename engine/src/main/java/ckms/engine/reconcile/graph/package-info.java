/** What depends on what. JGraphT is used here and nowhere else. It may use the JDK beside it. */
package ckms.engine.reconcile.graph;
