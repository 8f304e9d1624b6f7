/**
 * All that is done as the state directory's owner: registering, building, removing. A build works in a stage, a shadow
 * state directory; its result is renamed into place once the build is good. It may use {@code settings} and what is
 * below, and knows nothing of the install side.
 */
package ckms.engine.buildside;
