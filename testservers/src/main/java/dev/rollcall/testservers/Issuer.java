package dev.rollcall.testservers;

import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A certificate with its keys, which can sign others (RFC 5280). */
record Issuer(X509Certificate certificate, KeyPair keys) {

    private static final OID KEY_USAGE = new OID("2.5.29.15");
    private static final OID SUBJECT_ALTERNATIVE_NAME = new OID("2.5.29.17");
    private static final OID BASIC_CONSTRAINTS = new OID("2.5.29.19");
    private static final OID EXTENDED_KEY_USAGE = new OID("2.5.29.37");
    private static final OID SERVER_AUTHENTICATION = new OID("1.3.6.1.5.5.7.3.1");
    private static final byte DNS_NAME = (byte) 0x82;
    private static final byte IP_ADDRESS = (byte) 0x87;

    static Issuer authority(String name) {
        Instant now = Instant.now();
        return selfSigned(
                name,
                now.minus(Duration.ofDays(2 * 365)),
                now.plus(Duration.ofDays(2 * 365)),
                extension(BASIC_CONSTRAINTS, true, new ASN1Sequence(new ASN1Boolean(true))),
                // keyCertSign and cRLSign
                extension(KEY_USAGE, true, new ASN1BitString(false, false, false, false, false, true, true)));
    }

    static Issuer selfSigned(List<String> hosts, Instant from, Instant until) {
        return selfSigned(hosts.get(0), from, until, forServer(hosts));
    }

    Issuer issue(List<String> hosts, Instant from, Instant until) {
        // The library encodes a public key in the course of signing a certificate for it.
        Issuer draft = selfSigned(hosts, from, until);
        try {
            X509Certificate signed = X509Certificate.generateIssuerSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                    certificate,
                    keys.getPrivate(),
                    draft.certificate().getPublicKeyAlgorithmOID(),
                    draft.certificate().getPublicKeyAlgorithmParameters(),
                    draft.certificate().getEncodedPublicKey(),
                    draft.certificate().getDecodedPublicKey(),
                    draft.certificate().getSubjectDN(),
                    from.toEpochMilli(),
                    until.toEpochMilli(),
                    forServer(hosts));
            return new Issuer(signed, draft.keys());
        } catch (CertException e) {
            throw new IllegalStateException("no certificate for " + hosts, e);
        }
    }

    private static Issuer selfSigned(String name, Instant from, Instant until, X509CertificateExtension... extensions) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                    keys,
                    new DN(new RDN("CN", name)),
                    from.toEpochMilli(),
                    until.toEpochMilli(),
                    extensions);
            return new Issuer(certificate, keys);
        } catch (GeneralSecurityException | CertException e) {
            throw new IllegalStateException("no certificate for " + name, e);
        }
    }

    private static X509CertificateExtension[] forServer(List<String> hosts) {
        ASN1Element[] names = hosts.stream().map(Issuer::name).toArray(ASN1Element[]::new);
        return new X509CertificateExtension[] {
            extension(SUBJECT_ALTERNATIVE_NAME, false, new ASN1Sequence(names)),
            extension(BASIC_CONSTRAINTS, true, new ASN1Sequence()),
            // digitalSignature and keyEncipherment
            extension(KEY_USAGE, true, new ASN1BitString(true, false, true)),
            extension(EXTENDED_KEY_USAGE, false, new ASN1Sequence(objectIdentifier(SERVER_AUTHENTICATION)))
        };
    }

    private static ASN1Element name(String host) {
        boolean address = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return address
                    ? new ASN1OctetString(
                            IP_ADDRESS, InetAddress.getByName(host).getAddress())
                    : new ASN1OctetString(DNS_NAME, host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + host, e);
        }
    }

    private static ASN1Element objectIdentifier(OID oid) {
        try {
            return new ASN1ObjectIdentifier(oid);
        } catch (ASN1Exception e) {
            throw new IllegalArgumentException("not an object identifier: " + oid, e);
        }
    }

    private static X509CertificateExtension extension(OID oid, boolean critical, ASN1Element value) {
        return new X509CertificateExtension(oid, critical, value.encode());
    }
}
