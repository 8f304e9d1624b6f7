/** Records as JSON. Jackson is used here and nowhere else in the engine. Beside Jackson it may use the JDK alone. */
package ckms.engine.host.json;
