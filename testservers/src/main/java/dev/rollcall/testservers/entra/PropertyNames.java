package dev.rollcall.testservers.entra;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of properties of one kind of object.
 *
 * @param all every name
 * @param lists those that hold several values
 * @param usual those that come unless others are selected
 * @param singly those that are not given in lists of objects, and otherwise only where they are set
 */
record PropertyNames(Set<String> all, Set<String> lists, List<String> usual, Set<String> singly) {

    static final PropertyNames USER = of("""
            businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage
            surname userPrincipalName id""", """
            accountEnabled ageGroup authorizationInfo city companyName consentProvidedForMinor country
            createdDateTime creationType customSecurityAttributes deletedDateTime department employeeHireDate
            employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState
            externalUserStateChangeDateTime faxNumber identityParentId isManagementRestricted isResourceAccount
            lastPasswordChangeDateTime legalAgeGroupClassification mailNickname onPremisesDistinguishedName
            onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
            onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled
            onPremisesUserPrincipalName passwordPolicies passwordProfile postalCode preferredDataLocation
            securityIdentifier showInAddressList signInActivity signInSessionsValidFromDateTime state
            streetAddress usageLocation userType""", """
            assignedLicenses assignedPlans businessPhones identities imAddresses interests
            licenseAssignmentStates onPremisesProvisioningErrors otherMails pastProjects provisionedPlans
            proxyAddresses responsibilities schools serviceProvisioningErrors skills""", """
            aboutMe birthday deviceEnrollmentLimit hireDate interests mailboxSettings mySite pastProjects
            preferredName print responsibilities schools skills""");

    static final PropertyNames GROUP = of("""
            id deletedDateTime classification createdDateTime description displayName expirationDateTime
            groupTypes isAssignableToRole mail mailEnabled mailNickname membershipRule
            membershipRuleProcessingState onPremisesDomainName onPremisesLastSyncDateTime onPremisesNetBiosName
            onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled preferredDataLocation
            preferredLanguage proxyAddresses renewedDateTime resourceBehaviorOptions resourceProvisioningOptions
            securityEnabled securityIdentifier theme visibility""", """
            accessType isManagementRestricted licenseProcessingState onPremisesExtensionAttributes
            organizationId uniqueName welcomeMessageEnabled""", """
            assignedLabels assignedLicenses groupTypes infoCatalogs onPremisesProvisioningErrors proxyAddresses
            resourceBehaviorOptions resourceProvisioningOptions serviceProvisioningErrors""", """
            allowExternalSenders autoSubscribeNewMembers hasMembersWithLicenseErrors hideFromAddressLists
            hideFromOutlookClients isArchived isFavorite isSubscribedByMail unseenConversationsCount unseenCount
            unseenMessagesCount""");

    static final PropertyNames DEVICE = of("""
            id deletedDateTime accountEnabled approximateLastSignInDateTime deviceId displayName isCompliant
            isManaged manufacturer model onPremisesSyncEnabled operatingSystem operatingSystemVersion
            physicalIds profileType trustType""", """
            complianceExpirationDateTime deviceCategory deviceMetadata deviceOwnership deviceVersion
            enrollmentProfileName enrollmentType isManagementRestricted isRooted managementType mdmAppId
            onPremisesSecurityIdentifier onPremisesLastSyncDateTime registrationDateTime""", """
            alternativeSecurityIds physicalIds systemLabels""", "");

    static final PropertyNames CONTACT = of("""
            id deletedDateTime companyName department displayName givenName jobTitle mail mailNickname
            onPremisesSyncEnabled proxyAddresses surname""", """
            onPremisesLastSyncDateTime""", """
            addresses phones proxyAddresses onPremisesProvisioningErrors serviceProvisioningErrors""", "");

    static final PropertyNames SERVICE_PRINCIPAL = of("""
            id deletedDateTime accountEnabled appDisplayName appId description displayName servicePrincipalNames
            servicePrincipalType tags""", """
            appDescription homepage loginUrl logoutUrl notes signInAudience""", """
            alternativeNames replyUrls servicePrincipalNames tags""", "");

    private static PropertyNames of(String usual, String others, String lists, String singly) {
        Set<String> all = new LinkedHashSet<>(words(usual));
        all.addAll(words(others));
        all.addAll(words(lists));
        all.addAll(words(singly));
        return new PropertyNames(Set.copyOf(all), Set.copyOf(words(lists)), words(usual), Set.copyOf(words(singly)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }
}
