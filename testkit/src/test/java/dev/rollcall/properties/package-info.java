/** What holds in every world: the rules as properties over thousands of seeded hosts and directories. */
@NullMarked
package dev.rollcall.properties;

import org.jspecify.annotations.NullMarked;
