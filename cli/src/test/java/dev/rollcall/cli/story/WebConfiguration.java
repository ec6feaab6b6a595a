package dev.rollcall.cli.story;

import java.util.List;

/**
 * The configuration of an intranet whose people come from a directory on the web.
 *
 * @param directory the name of the directory, and below it what is to be said of it, with {@code {address}},
 *     {@code {account}} and a line of {@code {lines}} where those belong
 * @param address where the directory is
 * @param account the line that says who reads
 * @param licence how many may work
 * @param groups who is in scope, by the names or ids of groups
 * @param more lines of the directory
 */
public record WebConfiguration(
        String directory, String address, String account, int licence, List<String> groups, List<String> more)
        implements IntranetConfiguration {

    public WebConfiguration at(String otherAddress) {
        return new WebConfiguration(directory, otherAddress, account, licence, groups, more);
    }

    public WebConfiguration readBy(String otherAccount) {
        return new WebConfiguration(directory, address, otherAccount, licence, groups, more);
    }

    public WebConfiguration withLicence(int seats) {
        return new WebConfiguration(directory, address, account, seats, groups, more);
    }

    public WebConfiguration choosing(String... otherGroups) {
        return new WebConfiguration(directory, address, account, licence, List.of(otherGroups), more);
    }

    public WebConfiguration with(String... lines) {
        return new WebConfiguration(directory, address, account, licence, groups, List.of(lines));
    }

    @Override
    public String yaml() {
        String lines = IntranetConfiguration.list("in-groups", groups) + IntranetConfiguration.lines(more);
        return IntranetConfiguration.yaml(
                licence,
                directory
                        .replace("{address}", address)
                        .replace("{account}", account)
                        .replace("{lines}\n", lines));
    }
}
