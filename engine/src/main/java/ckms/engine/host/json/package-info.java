/** Values as JSON. Jackson is used here and nowhere else in this module. It may use the JDK beside it. */
package ckms.engine.host.json;
