package dev.vitals.dump;

import dev.vitals.meter.MeterReadings;

/** What the application measures. Line by line, so that a gauge that hangs costs only what comes after it. */
record MetersFile(MeterReadings meters, boolean givenUp) implements Collector {
    static final String FILE = "app/meters.txt";

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public int cap() {
        return 512 << 10;
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws Exception {
        if (givenUp) {
            throw new SkipException("a meter failed or hung twice, and they are not asked again");
        }
        // A gauge that gives in to the interrupt has shown nothing.
        meters.lines()
                .takeWhile(line -> !Thread.currentThread().isInterrupted())
                .forEach(out::line);
    }
}
