package dev.rollcall.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.SearchEntryTransformer;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ObjectPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Delivers the values of an attribute in parts, as Active Directory does with many: {@code member;range=0-1499}, with
 * an empty {@code member} beside it.
 */
public final class Ranges implements Habit {

    private static final String OPTION = ";range=";

    private final String attribute;
    private final int step;
    private final UnaryOperator<Attribute> change;

    /** Delivers so many values at a time. */
    public Ranges(String attribute, int step) {
        this(attribute, step, part -> part);
    }

    /** @param change what becomes of each part before it is sent */
    public Ranges(String attribute, int step, UnaryOperator<Attribute> change) {
        this.attribute = attribute;
        this.step = step;
        this.change = change;
    }

    @Override
    public LDAPMessage answer(Asked asked, Usual usual) throws LDAPException {
        int from = 0;
        List<String> attributes = new ArrayList<>();
        for (String name : asked.request().getAttributes()) {
            if (name.startsWith(attribute + OPTION)) {
                String range = name.substring((attribute + OPTION).length());
                from = Integer.parseInt(range.substring(0, range.indexOf('-')));
                attributes.add(attribute);
            } else {
                attributes.add(name);
            }
        }
        int begin = from;
        SearchEntryTransformer parts = (id, entry, controls) -> new ObjectPair<>(part(entry, begin), controls);
        asked.connection().addSearchEntryTransformer(parts);
        try {
            return usual.answer(asked.with(asked.request().getSizeLimit(), attributes));
        } finally {
            asked.connection().removeSearchEntryTransformer(parts);
        }
    }

    private SearchResultEntryProtocolOp part(SearchResultEntryProtocolOp entry, int from) {
        List<Attribute> attributes = new ArrayList<>();
        for (Attribute each : entry.getAttributes()) {
            if (!each.getName().equalsIgnoreCase(attribute) || (from == 0 && each.size() <= step)) {
                attributes.add(each);
                continue;
            }
            ASN1OctetString[] values = each.getRawValues();
            int start = Math.min(from, values.length);
            int end = Math.min(values.length, start + step);
            String name = attribute + OPTION + from + "-" + (end == values.length ? "*" : String.valueOf(end - 1));
            attributes.add(new Attribute(attribute, new String[0]));
            attributes.add(change.apply(new Attribute(name, Arrays.copyOfRange(values, start, end))));
        }
        return new SearchResultEntryProtocolOp(entry.getDN(), attributes);
    }
}
