package dev.vitals.dump;

import dev.vitals.report.Build;
import dev.vitals.report.Deployment;
import dev.vitals.report.Report;

/** Which build runs, what ran before, and what of it came shortly before a fault. */
record BuildFile() implements Collector {
    @Override
    public String file() {
        return "app/build.txt";
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        Report report = facts.find(Report.class).orElseThrow(() -> new SkipException("the report could not be had"));
        Deployment known = report.deployment()
                .orElseThrow(() -> new SkipException("no build is known: VitalsBuilder.deployment says which"));
        out.line(words(known));
        build(out, "runs", known.build());
        known.previous().ifPresent(before -> build(out, "before", before));
        report.verdict()
                .rootCauses()
                .forEach(root -> report.deploymentBefore(root)
                        .ifPresent(before -> out.line("root cause in " + root.check() + ": " + before)));
    }

    /** Such as {@code version 1.4.2, started …, deployed … after version 1.4.1}. */
    static String words(Deployment known) {
        return known.build() + ", started " + known.startedAt()
                + known.deployedAt()
                        .map(at -> ", deployed " + at + " after "
                                + known.previous().orElseThrow())
                        .orElse("");
    }

    private static void build(SectionOut out, String which, Build build) {
        build.version().ifPresent(version -> out.line("  " + which + " version " + version));
        build.commit().ifPresent(commit -> out.line("  " + which + " commit " + commit));
        build.builtAt().ifPresent(at -> out.line("  " + which + " built at " + at));
    }
}
