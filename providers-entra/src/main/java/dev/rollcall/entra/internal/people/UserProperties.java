package dev.rollcall.entra.internal.people;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The properties of a user as Graph v1.0 spells them, for names that hosts spell otherwise: in questions to Graph,
 * letter case counts.
 */
final class UserProperties {

    private static final Map<String, String> SPELLINGS = table(
            "accountEnabled",
            "ageGroup",
            "assignedLicenses",
            "assignedPlans",
            "authorizationInfo",
            "businessPhones",
            "city",
            "companyName",
            "consentProvidedForMinor",
            "country",
            "createdDateTime",
            "creationType",
            "customSecurityAttributes",
            "deletedDateTime",
            "department",
            "displayName",
            "employeeHireDate",
            "employeeId",
            "employeeLeaveDateTime",
            "employeeOrgData",
            "employeeType",
            "externalUserState",
            "externalUserStateChangeDateTime",
            "faxNumber",
            "givenName",
            "id",
            "identities",
            "imAddresses",
            "isManagementRestricted",
            "isResourceAccount",
            "jobTitle",
            "lastPasswordChangeDateTime",
            "legalAgeGroupClassification",
            "licenseAssignmentStates",
            "mail",
            "mailNickname",
            "manager",
            "mobilePhone",
            "officeLocation",
            "onPremisesDistinguishedName",
            "onPremisesDomainName",
            "onPremisesExtensionAttributes",
            "onPremisesImmutableId",
            "onPremisesLastSyncDateTime",
            "onPremisesProvisioningErrors",
            "onPremisesSamAccountName",
            "onPremisesSecurityIdentifier",
            "onPremisesSyncEnabled",
            "onPremisesUserPrincipalName",
            "otherMails",
            "passwordPolicies",
            "passwordProfile",
            "postalCode",
            "preferredDataLocation",
            "preferredLanguage",
            "provisionedPlans",
            "proxyAddresses",
            "securityIdentifier",
            "serviceProvisioningErrors",
            "showInAddressList",
            "signInActivity",
            "signInSessionsValidFromDateTime",
            "state",
            "streetAddress",
            "surname",
            "usageLocation",
            "userPrincipalName",
            "userType");

    private static final Map<String, String> PARTS = table(Stream.concat(
                    Stream.of(
                            "costCenter",
                            "division",
                            "issuer",
                            "issuerAssignedId",
                            "signInType",
                            "skuId",
                            "certificateUserIds",
                            "lastSignInDateTime",
                            "lastNonInteractiveSignInDateTime",
                            "lastSuccessfulSignInDateTime"),
                    IntStream.rangeClosed(1, 15).mapToObj(i -> "extensionAttribute" + i))
            .toArray(String[]::new));

    /** Objects with parts of their own, of which one has to be named. */
    private static final Set<String> OBJECTS = Set.of(
            "assignedLicenses",
            "assignedPlans",
            "authorizationInfo",
            "customSecurityAttributes",
            "employeeOrgData",
            "identities",
            "licenseAssignmentStates",
            "manager",
            "onPremisesExtensionAttributes",
            "onPremisesProvisioningErrors",
            "provisionedPlans",
            "serviceProvisioningErrors",
            "signInActivity");

    /** What Graph gives for one user at a time, and never in a list. */
    private static final Set<String> ONE_AT_A_TIME = lower(
            "aboutMe",
            "birthday",
            "deviceEnrollmentLimit",
            "hireDate",
            "interests",
            "mailboxSettings",
            "mySite",
            "pastProjects",
            "preferredName",
            "responsibilities",
            "schools",
            "skills");

    /** What takes permissions of its own, which an application for a sync has no need of. */
    private static final Set<String> NOT_SUPPORTED = lower("customSecurityAttributes", "signInActivity");

    /** What holds passwords and keys: it is never asked for (R28). */
    private static final Set<String> CREDENTIALS = lower(
            "authentication",
            "deviceKeys",
            "federatedIdentityCredentials",
            "keyCredentials",
            "password",
            "passwordCredentials",
            "passwordProfile");

    private UserProperties() {}

    private static Map<String, String> table(String... names) {
        return Stream.of(names)
                .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));
    }

    private static Set<String> lower(String... names) {
        return Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** A name of a property as Graph spells it; one that is not known stays as it is. */
    static String spelling(String name) {
        return SPELLINGS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    /** The name of a part of a property as Graph spells it. */
    static String spellingOfPart(String name) {
        return PARTS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    static boolean isObject(String property) {
        return OBJECTS.contains(property);
    }

    static boolean isGivenOneAtATime(String property) {
        return ONE_AT_A_TIME.contains(property.toLowerCase(Locale.ROOT));
    }

    static boolean isNotSupported(String property) {
        return NOT_SUPPORTED.contains(property.toLowerCase(Locale.ROOT));
    }

    static boolean isCredential(String name) {
        return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A part of an object, as an example. */
    static String partOf(String object) {
        return switch (object) {
            case "manager" -> "manager.userPrincipalName";
            case "onPremisesExtensionAttributes" -> "onPremisesExtensionAttributes.extensionAttribute1";
            case "employeeOrgData" -> "employeeOrgData.division";
            case "identities" -> "identities.issuerAssignedId";
            default -> object + ".name";
        };
    }
}
