package io.vedette.connectors.rdp.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoy accounts of a sensor, by name, and what was tried on them. */
public final class DecoyAccounts {
  private final Map<String, DecoyAccount> byName = new HashMap<>();
  private final Map<String, Integer> wrong = new HashMap<>();

  /** The passwords that opened accounts after so many wrong ones. */
  private final Map<String, String> opened = new HashMap<>();

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
  synchronized Verdict check(String user, String password) {
    DecoyAccount account = find(user);
    if (account == null) {
      return Verdict.UNKNOWN_USER;
    }
    String name = key(account.name());
    boolean right = passwords(account).contains(password);
    if (!right && opens(account)) {
      opened.put(name, password);
      right = true;
    }
    if (!right) {
      failed(account);
    }
    return account.atDesktop(right);
  }

  private boolean opens(DecoyAccount account) {
    String name = key(account.name());
    return account.acceptAfter() > 0
        && !opened.containsKey(name)
        && wrong.getOrDefault(name, 0) >= account.acceptAfter();
  }

  /** The passwords that an account has: its own and the one that opened it, if any did. */
  synchronized List<String> passwords(DecoyAccount account) {
    String second = opened.get(key(account.name()));
    return second == null ? List.of(account.password()) : List.of(account.password(), second);
  }

  /** A wrong password was tried. */
  synchronized void failed(DecoyAccount account) {
    wrong.merge(key(account.name()), 1, Integer::sum);
  }
}
