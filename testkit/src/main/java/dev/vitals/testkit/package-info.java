/**
 * What tests of probes need: the contract every probe keeps, a fake probe, a clock that is moved by hand, and real servers
 * that can be stopped, frozen and killed. Nothing here belongs into a running application.
 */
@NullMarked
package dev.vitals.testkit;

import org.jspecify.annotations.NullMarked;
