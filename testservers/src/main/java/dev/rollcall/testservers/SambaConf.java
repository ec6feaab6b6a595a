package dev.rollcall.testservers;

import java.nio.file.Path;
import java.util.List;

/** Writes smb.conf(5). */
final class SambaConf {

    private SambaConf() {}

    static String text(Path folder, String address, ServerCertificate certificate, List<String> lines) {
        // A loopback address without the length of its network is passed over in silence.
        return """
            [global]
              workgroup = {domain}
              realm = {realm}
              netbios name = DC1
              server role = active directory domain controller
              server services = ldap
              interfaces = {address}/8
              bind interfaces only = yes
              ldap server require strong auth = no
              prefork children = 2
              private dir = {folder}/domain/private
              state directory = {folder}/domain/state
              cache directory = {folder}/domain/cache
              lock directory = {folder}/domain/lock
              binddns dir = {folder}/domain/bind-dns
              pid directory = {folder}/domain/run
              ncalrpc dir = {folder}/domain/ncalrpc
              ntp signd socket directory = {folder}/domain/ntp
              winbindd socket directory = {folder}/domain/winbindd
              log file = {folder}/samba-%m.log
              tls certfile = {certificate}
              tls keyfile = {key}
              tls cafile = {authority}
            """.replace("{domain}", SambaDomain.DOMAIN)
                        .replace("{realm}", SambaDomain.REALM)
                        .replace("{address}", address)
                        .replace("{folder}", folder.toString())
                        .replace("{certificate}", certificate.certificate().toString())
                        .replace("{key}", certificate.key().toString())
                        .replace(
                                "{authority}",
                                TestCertificates.shared().authority().toString())
                + String.join("\n", lines)
                + "\n";
    }
}
