package dev.rollcall.testservers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes slapd.conf(5). */
final class SlapdConf {

    private static final List<String> MODULES = List.of("/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap");
    private static final List<String> SCHEMAS = List.of("/etc/ldap/schema", "/etc/openldap/schema");

    private SlapdConf() {}

    static String text(Path folder, OpenLdapSettings settings, TestAccount admin) {
        return """
            include {schema}/core.schema
            include {schema}/cosine.schema
            include {schema}/inetorgperson.schema
            pidfile {folder}/slapd.pid
            argsfile {folder}/slapd.args
            modulepath {modules}
            moduleload back_mdb.so
            moduleload ppolicy.so
            {modulesOfMemberOf}
            threads 8
            # As on a stock server, more than 500 entries take paging.
            sizelimit 500
            timelimit 300
            TLSCertificateFile {certificate}
            TLSCertificateKeyFile {key}
            TLSVerifyClient never
            {lines}
            access to dn.base="" by * read
            access to dn.base="cn=Subschema" by * read

            database mdb
            suffix "{base}"
            rootdn "{admin}"
            rootpw "{password}"
            directory {folder}/database
            maxsize 8589934592
            envflags nosync
            index objectClass,entryUUID,modifyTimestamp eq
            index uid,mail,employeeNumber,member{indexOfMemberOf} eq
            index cn,sn eq,sub
            sortvals member
            limits dn.exact="{reader}" size=unlimited time=unlimited
            limits dn.exact="{limited}" size.soft=500 size.hard=500 size.pr=500 size.prtotal=unlimited
            limits dn.exact="{noPaging}" size.soft=500 size.hard=500 size.prtotal=disabled
            limits dn.exact="{capped}" size.soft=500 size.hard=500 size.pr=500 size.prtotal=2000
            {rules}
            access to attrs=userPassword by self write by anonymous auth by * none
            access to dn.subtree="{secret}" by * none
            access to * by users read by * none
            {overlaysOfMemberOf}
            overlay ppolicy
            ppolicy_default "{policy}"
            """.replace("{schema}", first(SCHEMAS))
                .replace("{modules}", first(MODULES))
                .replace("{folder}", folder.toString())
                .replace("{certificate}", settings.certificate().certificate().toString())
                .replace("{key}", settings.certificate().key().toString())
                .replace("{base}", OpenLdapServer.BASE)
                .replace("{admin}", admin.name())
                .replace("{password}", admin.password())
                .replace("{reader}", OpenLdapServer.READER)
                .replace("{limited}", OpenLdapBase.account("limited"))
                .replace("{noPaging}", OpenLdapBase.account("nopage"))
                .replace("{capped}", OpenLdapBase.account("capped"))
                .replace("{secret}", OpenLdapServer.SECRET)
                .replace("{policy}", OpenLdapBase.POLICY)
                .replace(
                        "{modulesOfMemberOf}",
                        settings.memberOf() ? "moduleload memberof.so\nmoduleload refint.so" : "")
                .replace("{indexOfMemberOf}", settings.memberOf() ? ",memberOf" : "")
                .replace("{overlaysOfMemberOf}", settings.memberOf() ? overlays() : "")
                .replace("{lines}", String.join("\n", settings.lines()))
                .replace(
                        "{rules}",
                        settings.rules().stream().map(rule -> "access " + rule).collect(Collectors.joining("\n")));
    }

    /** Where the modules are on this machine, for the condition that asks whether slapd is installed. */
    static boolean installed() {
        return exists(MODULES) && exists(SCHEMAS);
    }

    private static String overlays() {
        return """
            overlay memberof
            memberof-group-oc groupOfNames
            memberof-refint TRUE
            overlay refint
            refint_attributes member manager
            refint_nothing "cn=nobody,%s\"\
            """.formatted(OpenLdapServer.BASE);
    }

    private static boolean exists(List<String> folders) {
        return folders.stream().anyMatch(folder -> Files.isDirectory(Path.of(folder)));
    }

    private static String first(List<String> folders) {
        return folders.stream()
                .filter(folder -> Files.isDirectory(Path.of(folder)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of these folders is here: " + folders));
    }
}
