/** Tests of the rules that ship, and of the runner that tests them. */
@NullMarked
package io.vedette.analytics.tests;

import org.jspecify.annotations.NullMarked;
