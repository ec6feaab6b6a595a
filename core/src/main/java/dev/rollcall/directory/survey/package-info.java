/** Help for those who write a provider: what its validation counts people with (R45). */
@NullMarked
package dev.rollcall.directory.survey;

import org.jspecify.annotations.NullMarked;
