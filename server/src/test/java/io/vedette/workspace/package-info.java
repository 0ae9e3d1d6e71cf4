/** Tests of the workspace: its tables and what queries see of them. */
@NullMarked
package io.vedette.workspace;

import org.jspecify.annotations.NullMarked;
