/** Which account a person is (R8 to R12), and when the answer of a whole run cannot be believed (R15). */
@NullMarked
package dev.rollcall.rules.whoiswho;

import org.jspecify.annotations.NullMarked;
