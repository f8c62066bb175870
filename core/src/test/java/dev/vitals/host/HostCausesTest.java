package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HostCausesTest {
    private final Knowledge knowledge = ServiceLoader.load(Knowledge.class).stream()
            .filter(provider -> provider.type() == HostCauses.class)
            .findFirst()
            .orElseThrow()
            .get();

    @Test
    void every_code_belongs_to_a_probe_of_the_host_and_is_declared_once() {
        assertThat(knowledge.causes())
                .extracting(Cause::code)
                .doesNotHaveDuplicates()
                .contains("disk.full", "disk.hung", "disk.permission", "memory.exhausted")
                .contains("descriptors.exhausted", "cpu.throttled", "clock.jumped")
                .allMatch(code -> code.matches(
                        "(disk|memory|cpu|io|descriptors|tasks|sockets|clock|host|inodes|directory|files)[.].*"));
    }

    @Test
    void a_full_disk_explains_servers_that_can_write_no_more() {
        assertThat(knowledge.links())
                .filteredOn(link -> link.startsFrom("disk.full"))
                .allMatch(link -> link.where() == CauseLink.Where.SAME_HOST)
                .extracting(CauseLink::effect)
                .containsExactly("db.read-only", "db.out-of-resources", "redis.misconf", "redis.persistence.failed");
    }
}
