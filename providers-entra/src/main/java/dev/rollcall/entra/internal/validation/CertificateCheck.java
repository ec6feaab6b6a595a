package dev.rollcall.entra.internal.validation;

import dev.rollcall.directory.Validation;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Tells until when a certificate is good: Entra ID takes none that has expired. */
final class CertificateCheck {

    private static final String SUBJECT = "certificate";

    private static final Duration SOON = Duration.ofDays(30);

    private CertificateCheck() {}

    static void tell(X509Certificate certificate, Instant now, Validation.Builder findings) {
        Instant end = certificate.getNotAfter().toInstant();
        String date = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(end);
        if (end.isBefore(now)) {
            findings.error(SUBJECT, "expired on " + date + "; make another and upload it in the app registration");
        } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
            findings.error(SUBJECT, "is not good yet; check its dates, and the clock of this machine");
        } else if (end.minus(SOON).isBefore(now)) {
            findings.warning(
                    SUBJECT,
                    "expires on " + date + "; make another in time and upload it in the app registration beside it");
        } else {
            findings.ok(SUBJECT, "good until " + date);
        }
    }
}
