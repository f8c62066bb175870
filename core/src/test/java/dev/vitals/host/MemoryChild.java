package dev.vitals.host;

import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** Checks its memory whenever a line arrives, after taking as many more megabytes as the line says. */
final class MemoryChild {
    private MemoryChild() {}

    public static void main(String[] arguments) throws Exception {
        MemoryProbe probe = MemoryProbe.create();
        TestContext context = new TestContext();
        List<byte[]> taken = new ArrayList<>();
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
        while (in.hasNextInt()) {
            int more = in.nextInt();
            for (int i = 0; i < more; i++) {
                byte[] megabyte = new byte[1 << 20];
                // A page counts only once it has been written to.
                for (int at = 0; at < megabyte.length; at += 1024) {
                    megabyte[at] = 1;
                }
                taken.add(megabyte);
            }
            Result result = context.run(probe);
            System.out.println(result.cause() + " " + result.summary());
        }
        System.out.println(taken.size());
    }
}
