package dev.rollcall.audit;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one log line per event: successes at info, failures at warn, unchanged people at debug. Line breaks and
 * control characters that a directory's values hold cannot forge a line.
 */
public final class Slf4jAuditSink implements AuditSink {

    /** The name of the logger that is used unless another is given. */
    public static final String DEFAULT_LOGGER = "dev.rollcall.audit";

    private final Logger logger;

    /** Creates a sink for the logger {@value #DEFAULT_LOGGER}. */
    public Slf4jAuditSink() {
        this(LoggerFactory.getLogger(DEFAULT_LOGGER));
    }

    /** Creates a sink for this logger. */
    public Slf4jAuditSink(Logger logger) {
        this.logger = Objects.requireNonNull(logger, "logger");
    }

    @Override
    public void record(List<AuditEvent> events) {
        for (AuditEvent event : events) {
            String line = SpreadsheetCell.of(line(event));
            if (event.action() == AuditAction.UNCHANGED) {
                logger.debug("{}", line);
            } else if (event.outcome() == AuditEvent.Outcome.SUCCESS) {
                logger.info("{}", line);
            } else {
                logger.warn("{}", line);
            }
        }
    }

    private static String line(AuditEvent event) {
        StringBuilder line = new StringBuilder()
                .append(event.outcome())
                .append(' ')
                .append(event.action())
                .append(" directory=")
                .append(event.directory());
        if (event.runId() != null) {
            line.append(" run=").append(event.runId());
        }
        if (!event.actor().isBlank()) {
            line.append(" actor=").append(event.actor());
        }
        String subject = event.subject().toString();
        if (!subject.isEmpty()) {
            line.append(" subject=").append(subject);
        }
        if (event.rule() != null) {
            line.append(" rule=").append(event.rule());
        }
        line.append(": ").append(event.details());
        if (!event.changes().isEmpty()) {
            line.append(' ').append(event.changes());
        }
        return line.toString();
    }
}
