/** Proves a probe right: a clock moved by hand, fakes, a contract to extend, and real servers. */
@org.jspecify.annotations.NullMarked
package dev.vitals.testkit;
