/**
 * Audit events as JSON: {@link dev.rollcall.json.AuditEventJson} makes the object of an event, and
 * {@link dev.rollcall.json.JsonLinesAuditSink} writes one such object per line, to a file or to a stream of the host.
 */
@NullMarked
package dev.rollcall.json;

import org.jspecify.annotations.NullMarked;
