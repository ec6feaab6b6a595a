package dev.rollcall.entra.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.client.ServiceWords;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;

/**
 * What refusals of Microsoft Graph mean.
 *
 * @param graph where it is
 * @param needed what the questions need
 */
record EntraWords(Origin graph, Permission needed) implements ServiceWords {

    @Override
    public String service() {
        return "Microsoft Graph at " + graph;
    }

    @Override
    public DirectoryException refused(Answer answer, String doing) {
        String what = service() + " refused " + doing + " with status " + answer.status()
                + GraphError.code(answer).map(code -> " and code " + code).orElse("") + trace(answer);
        return switch (answer.status()) {
            case 400, 501 ->
                new DirectoryConfigurationException(
                        what + ". It does not understand the question: check the filter, and that the properties of the"
                                + " match key, the external id and the mapping exist and are spelt as Graph spells them");
            case 401 ->
                new DirectoryCredentialsException(what
                        + ", also with a new token. Check that the addresses of login and Graph are of the same cloud");
            case 403 ->
                new DirectoryCredentialsException(what + ". " + needed.remedy()
                        + (needed == Permission.GROUPS
                                ? ""
                                : "; for employeeLeaveDateTime, User-LifeCycleInfo.Read.All too"));
            case 404, 410 ->
                new SnapshotIncompleteException(what
                        + ": what was to be read is not there any more. Run again; if that does not help, check the"
                        + " address of Graph and the chosen groups");
            default ->
                answer.status() < 400
                        ? new DirectoryConfigurationException(
                                what + ", which no answer of Graph has. Check its address, and any proxy on the way")
                        : new DirectoryUnavailableException(
                                what + ". Run again; if that does not help, ask Microsoft's support");
        };
    }

    @Override
    public String trace(Answer answer) {
        return GraphError.requestId(answer).map(id -> "; request id " + id).orElse("");
    }
}
