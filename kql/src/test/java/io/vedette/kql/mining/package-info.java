/** Tests of the searches for patterns against counting by brute force. */
@NullMarked
package io.vedette.kql.mining;

import org.jspecify.annotations.NullMarked;
