package dev.rollcall.testservers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What this machine must have for each server. */
final class Requirements {

    private static final String OPENLDAP_PACKAGES = "slapd";
    private static final String SAMBA_PACKAGES =
            "samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules python3-samba";

    private static final List<Path> SAMBA_FILES = List.of(
            Path.of("/usr/share/samba/setup/provision.ldif"), Path.of("/usr/lib/python3/dist-packages/samba/samdb.py"));

    private Requirements() {}

    /** Why OpenLDAP cannot be started here; empty if it can. */
    static Optional<String> openLdap() {
        return verdict(
                Programs.missing(List.of("slapd", "slapadd", "setsid", "bash")),
                SlapdConf.installed() ? List.of() : List.of("slapd's modules or schema"),
                true,
                OPENLDAP_PACKAGES);
    }

    /** Why a domain controller cannot be started here; empty if it can. */
    static Optional<String> samba() {
        List<Path> absent =
                SAMBA_FILES.stream().filter(file -> !Files.exists(file)).toList();
        return verdict(
                Programs.missing(List.of("samba", "samba-tool", "setsid", "bash")),
                absent.stream().map(Path::toString).toList(),
                "root".equals(System.getProperty("user.name")),
                SAMBA_PACKAGES);
    }

    static Optional<String> verdict(List<String> programs, List<String> files, boolean mayStart, String packages) {
        String help = "; install it with: apt-get install -y --no-install-recommends " + packages;
        if (!programs.isEmpty()) {
            return Optional.of(
                    String.join(", ", programs) + (programs.size() == 1 ? " is" : " are") + " not installed" + help);
        }
        if (!files.isEmpty()) {
            return Optional.of("there is no " + String.join(", ", files) + help);
        }
        return mayStart ? Optional.empty() : Optional.of("its ports are below 1024, which takes root");
    }
}
