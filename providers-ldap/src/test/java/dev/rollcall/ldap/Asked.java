package dev.rollcall.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as a server was asked for it.
 *
 * @param page which page of its search it is, beginning with 1
 */
public record Asked(
        int messageId,
        SearchRequestProtocolOp request,
        List<Control> controls,
        LDAPListenerClientConnection connection,
        int page) {

    /** Whether it is for more than one entry: not the look at the root of the server, nor at one entry. */
    public boolean isForMany() {
        return !request.getScope().equals(SearchScope.BASE);
    }

    /** The control that asks for pages; null if there is none. */
    public @Nullable SimplePagedResultsControl paging() throws LDAPException {
        for (Control control : controls) {
            if (SimplePagedResultsControl.PAGED_RESULTS_OID.equals(control.getOID())) {
                return new SimplePagedResultsControl(control.getOID(), control.isCritical(), control.getValue());
            }
        }
        return null;
    }

    /** The same with this cookie in place of the one that was sent. */
    public Asked withCookie(@Nullable ASN1OctetString cookie) throws LDAPException {
        SimplePagedResultsControl before = paging();
        return before == null ? this : paged(new SimplePagedResultsControl(before.getSize(), cookie, true));
    }

    /** The same without the control that asks for pages. */
    public Asked withoutPaging() {
        return paged(null);
    }

    private Asked paged(@Nullable Control paging) {
        List<Control> others = new ArrayList<>(controls);
        others.removeIf(control -> SimplePagedResultsControl.PAGED_RESULTS_OID.equals(control.getOID()));
        if (paging != null) {
            others.add(paging);
        }
        return new Asked(messageId, request, others, connection, page);
    }

    /** The same with another limit and other attributes. */
    public Asked with(int sizeLimit, List<String> attributes) {
        return with(sizeLimit, request.getFilter(), attributes);
    }

    /** The same with another filter. */
    public Asked with(Filter filter) {
        return with(request.getSizeLimit(), filter, request.getAttributes());
    }

    private Asked with(int sizeLimit, Filter filter, List<String> attributes) {
        SearchRequestProtocolOp other = new SearchRequestProtocolOp(
                request.getBaseDN(),
                request.getScope(),
                request.getDerefPolicy(),
                sizeLimit,
                request.getTimeLimit(),
                request.typesOnly(),
                filter,
                attributes);
        return new Asked(messageId, other, controls, connection, page);
    }

    /** An end of it. */
    public LDAPMessage end(ResultCode code, Control... answer) {
        return new LDAPMessage(
                messageId,
                new SearchResultDoneProtocolOp(code.intValue(), null, "text of the server", null),
                List.of(answer));
    }

    /** The control of an answer with this cookie; empty for the last page. */
    public static Control cookie(String cookie) {
        return new SimplePagedResultsControl(0, new ASN1OctetString(cookie));
    }
}
