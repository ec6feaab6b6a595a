/**
 * Rollcall over the host's own database: {@link dev.rollcall.jdbc.RollcallDatabase} gives the user repository, the
 * audit log, the run journal and the run lock.
 */
@NullMarked
package dev.rollcall.jdbc;

import org.jspecify.annotations.NullMarked;
