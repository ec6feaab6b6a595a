package dev.rollcall.ldap;

import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a {@link ScriptedLdapServer}: searches go through its habits, everything else to the directory in
 * memory.
 */
final class ScriptedRequestHandler extends LDAPListenerRequestHandler {

    private final ScriptedLdapServer server;
    private final InMemoryRequestHandler data;
    private final @Nullable LDAPListenerClientConnection connection;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private int page;

    ScriptedRequestHandler(ScriptedLdapServer server, InMemoryRequestHandler data) {
        this(server, data, null);
    }

    private ScriptedRequestHandler(
            ScriptedLdapServer server, InMemoryRequestHandler data, @Nullable LDAPListenerClientConnection connection) {
        this.server = server;
        this.data = data;
        this.connection = connection;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection client) throws LDAPException {
        server.connected();
        return new ScriptedRequestHandler(server, data.newInstance(client), client);
    }

    /** Both the client's end and the server's may come here. */
    @Override
    public void closeInstance() {
        if (open.getAndSet(false)) {
            server.disconnected();
        }
    }

    @Override
    public LDAPMessage processSearchRequest(int messageId, SearchRequestProtocolOp request, List<Control> controls) {
        try {
            Asked asked = new Asked(messageId, request, controls, connection, 1);
            SimplePagedResultsControl paging = asked.paging();
            page = paging == null || paging.getCookie().getValueLength() == 0 ? 1 : page + 1;
            asked = new Asked(messageId, request, controls, connection, page);
            server.asked.add(asked);
            return answer(0, asked);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable LDAPMessage answer(int habit, Asked asked) throws LDAPException {
        if (habit < server.habits.size()) {
            return server.habits.get(habit).answer(asked, again -> answer(habit + 1, again));
        }
        return data.processSearchRequest(asked.messageId(), asked.request(), asked.controls());
    }

    @Override
    public LDAPMessage processBindRequest(int messageId, BindRequestProtocolOp request, List<Control> controls) {
        return data.processBindRequest(messageId, request, controls);
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        return data.processExtendedRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
        throw readOnly();
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        throw readOnly();
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        throw readOnly();
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        throw readOnly();
    }

    @Override
    public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
        throw readOnly();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException(
                "Whoever reads a directory asks for nothing but that: " + ResultCode.UNWILLING_TO_PERFORM);
    }
}
