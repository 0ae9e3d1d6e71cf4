package io.vedette.connectors.windows;

import io.vedette.evtx.EvtxEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of a security event, as {@code DOMAIN\\user}; a domain that the event leaves empty
 * leaves the backslash, as in Sentinel.
 *
 * @param account whom the event is about: the account that signs in, otherwise the one that acts
 * @param type Machine for names that end in $ and the system's own accounts, else User
 * @param subject who acts
 * @param target who is acted on
 */
record Accounts(
    @Nullable String account,
    @Nullable String type,
    @Nullable String subject,
    @Nullable String target) {

  /** Events with both accounts that are about the target: sign-ins and what comes with them. */
  private static final Set<Integer> ABOUT_TARGET = Set.of(4624, 4625, 4626, 4627, 4964);

  /** LocalSystem, LocalService and NetworkService. */
  private static final Set<String> SYSTEM_SIDS = Set.of("S-1-5-18", "S-1-5-19", "S-1-5-20");

  static Accounts of(EvtxEvent event) {
    String subject = joined(event, "SubjectDomainName", "SubjectUserName");
    String target = joined(event, "TargetDomainName", "TargetUserName");
    boolean aboutTarget =
        target != null && (subject == null || ABOUT_TARGET.contains(event.system().eventId()));
    String account = aboutTarget ? target : subject;
    String sid = event.value(aboutTarget ? "TargetUserSid" : "SubjectUserSid");
    if (account == null) {
      account = joined(event, "AccountDomain", "AccountName");
    }
    return new Accounts(account, type(account, sid), subject, target);
  }

  private static @Nullable String joined(EvtxEvent event, String domainName, String userName) {
    String user = event.value(userName);
    String domain = event.value(domainName);
    if (user == null || domain == null) {
      return user;
    }
    return domain + "\\" + user;
  }

  private static @Nullable String type(@Nullable String account, @Nullable String sid) {
    if (account == null) {
      return null;
    }
    return account.endsWith("$") || (sid != null && SYSTEM_SIDS.contains(sid)) ? "Machine" : "User";
  }

  /** The name of a well-known account by its identifier, otherwise the identifier. */
  static @Nullable String name(@Nullable String sid) {
    return switch (sid) {
      case null -> null;
      case "S-1-5-18" -> "NT AUTHORITY\\SYSTEM";
      case "S-1-5-19" -> "NT AUTHORITY\\LOCAL SERVICE";
      case "S-1-5-20" -> "NT AUTHORITY\\NETWORK SERVICE";
      default -> sid;
    };
  }
}
