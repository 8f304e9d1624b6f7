/** Where commands read and print. It may use the engine's processes and the JDK. */
package ckms.cli.console;
