package dev.vitals.spring.internal;

import dev.vitals.deployment.DeploymentSettings;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

/** Which build runs, as Spring Boot read it from {@code build-info.properties} and {@code git.properties}. */
final class BootBuild {
    private BootBuild() {}

    /** Returns what is known; empty if nothing is. */
    static Optional<DeploymentSettings> found(ListableBeanFactory beans) {
        Optional<BuildProperties> build =
                Optional.ofNullable(beans.getBeanProvider(BuildProperties.class).getIfUnique());
        Optional<GitProperties> git =
                Optional.ofNullable(beans.getBeanProvider(GitProperties.class).getIfUnique());
        DeploymentSettings none = DeploymentSettings.given();
        DeploymentSettings versioned = build.map(BuildProperties::getVersion)
                .filter(version -> !version.isBlank())
                .map(none::version)
                .orElse(none);
        DeploymentSettings dated =
                build.map(BuildProperties::getTime).map(versioned::builtAt).orElse(versioned);
        DeploymentSettings all = git.map(GitProperties::getCommitId)
                .filter(commit -> !commit.isBlank())
                .map(dated::commit)
                .orElse(dated);
        return all == none ? Optional.empty() : Optional.of(all);
    }
}
