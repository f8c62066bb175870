/**
 * What tests of probes need: the contract each probe keeps, a manual clock, fakes, and real servers that can be stopped,
 * frozen and killed.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
module dev.vitals.testkit {
    requires transitive dev.vitals.core;
    requires transitive java.sql;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;
    // Not provided as a service: a program without a runner of tests must start too.
    requires static transitive org.junit.platform.launcher;
    requires java.management;
    requires org.apache.commons.compress;
    requires org.assertj.core;
    requires org.tukaani.xz;

    exports dev.vitals.testkit;
    exports dev.vitals.testkit.network;
    exports dev.vitals.testkit.options;
}
