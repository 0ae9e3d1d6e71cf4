package io.vedette.connectors.rdp.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoy accounts of a sensor, by name. */
public final class DecoyAccounts {
  private final Map<String, DecoyAccount> byName = new HashMap<>();

  /** Of accounts with the same name the last counts. */
  public DecoyAccounts(Collection<DecoyAccount> accounts) {
    accounts.forEach(account -> byName.put(key(account.name()), account));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * The account of a name as a client sends it: also {@code DOMAIN\name} and {@code name@domain}.
   */
  @Nullable DecoyAccount find(String user) {
    String name = user.substring(user.indexOf('\\') + 1);
    int at = name.indexOf('@');
    return byName.get(key(at > 0 ? name.substring(0, at) : name));
  }

  /** The verdict on a password in clear. */
  Verdict check(String user, String password) {
    DecoyAccount account = find(user);
    return account == null
        ? Verdict.UNKNOWN_USER
        : account.verdict(account.password().equals(password));
  }
}
