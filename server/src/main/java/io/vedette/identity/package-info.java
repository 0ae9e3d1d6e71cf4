/** Who may do what: users, passwords, sessions, roles and the administrator's token. */
@NullMarked
package io.vedette.identity;

import org.jspecify.annotations.NullMarked;
