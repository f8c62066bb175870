package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Lays out a hot standby: a copy of a running primary, streaming from it. It runs as any PostgreSQL does. */
public final class StandbyRecipe extends PostgresRecipe {

    private final BaseBackup backup;
    private final String primary;

    /** The connection string of the primary is what the standby keeps asking it with. */
    public StandbyRecipe(
            Installation installation, ServerOptions options, String password, BaseBackup backup, String primary) {
        super(installation, options, password);
        this.backup = backup;
        this.primary = primary;
    }

    @Override
    void layOut(ServerHome home, ServerLog log, Deadline deadline) {
        String label = backup.copyInto(home.data());
        try {
            // As the server wrote it: it reads this file byte for byte.
            Files.writeString(home.data().resolve("backup_label"), label);
            Files.createFile(home.data().resolve("standby.signal"));
        } catch (IOException e) {
            throw new ServerException("cannot write to " + home.data(), e);
        }
        // Without a name of its own in here it goes by its cluster_name, which is a setting like any other.
        configure(home, List.of(setting("primary_conninfo", primary)));
        handOver(home);
    }
}
