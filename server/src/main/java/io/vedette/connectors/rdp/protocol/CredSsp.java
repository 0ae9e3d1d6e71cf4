package io.vedette.connectors.rdp.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * Network level authentication: CredSSP with NTLM, bare or in SPNEGO. Source: MS-CSSP 3.1.5.
 *
 * @param publicKey the key bits of the certificate, without the name of the algorithm
 */
record CredSsp(
    Link link,
    Persona persona,
    Octets publicKey,
    DecoyAccounts accounts,
    InstantSource clock,
    Capture capture) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_BYTES = 64 * 1024;
  private static final int NEWEST_VERSION = 6;

  /** The first version in which the public key is hashed with a nonce. */
  private static final int HASHES = 5;

  private TsRequest read() throws IOException {
    return TsRequest.read(link.derSequence(MOST_BYTES));
  }

  private static byte[] token(TsRequest request) throws ProtocolException {
    Octets token = request.token();
    if (token == null) {
      throw new ProtocolException("a CredSSP request without a token");
    }
    return token.bytes();
  }

  /**
   * Runs to the end and gives the attempt; the caller goes on when it was accepted.
   *
   * @param judged hears of the attempt before the client is told
   */
  SignIn run(Consumer<SignIn> judged) throws IOException {
    TsRequest first = read();
    int version = Math.clamp(first.version(), 2, NEWEST_VERSION);
    Spnego offer = Spnego.read(token(first));
    Octets ntlm = offer.ntlm();
    if (ntlm == null) {
      // The client would rather have Kerberos: ask for NTLM.
      send(TsRequest.ofToken(version, Spnego.answer(Spnego.REQUEST_MIC, null, null)));
      ntlm = Spnego.read(token(read())).ntlm();
      if (ntlm == null) {
        throw new ProtocolException("the client has no NTLM");
      }
    }
    NtlmNegotiate negotiate = NtlmNegotiate.read(ntlm.bytes());
    capture.negotiate(first.version(), negotiate);
    Instant now = clock.instant();
    byte[] nonce = new byte[8];
    RANDOM.nextBytes(nonce);
    NtlmChallenge challenge = NtlmChallenge.of(persona, negotiate, nonce, now);
    byte[] message = challenge.message().bytes();
    boolean wrapped = offer.wrapped();
    send(
        TsRequest.ofToken(
            version, wrapped ? Spnego.answer(Spnego.ACCEPT_INCOMPLETE, message, null) : message));
    capture.reached(Stage.CHALLENGED);
    TsRequest third = read();
    Spnego answer = Spnego.read(token(third));
    Octets proof = answer.ntlm();
    if (proof == null) {
      throw new ProtocolException("the client gives no proof");
    }
    NtlmAuthenticate authenticate = NtlmAuthenticate.read(proof.bytes());
    capture.authenticate(authenticate);
    DecoyAccount account = accounts.find(authenticate.user());
    byte[] key = null;
    String password = null;
    if (account != null) {
      for (String one : accounts.passwords(account)) {
        byte[] agreed = NtlmProof.sessionKey(authenticate, nonce, one);
        if (agreed != null) {
          key = agreed;
          password = one;
        }
      }
      if (key == null) {
        accounts.failed(account);
      }
    }
    Verdict verdict = account == null ? Verdict.UNKNOWN_USER : account.overNetwork(key != null);
    SignIn attempt =
        new SignIn(
            clock.instant(),
            SignIn.Kind.NETWORK,
            authenticate.user(),
            authenticate.domain(),
            authenticate.workstation(),
            verdict,
            password,
            authenticate.netNtlmV2(nonce));
    capture.reached(Stage.PROVED);
    judged.accept(attempt);
    if (key == null || !verdict.isAccepted()) {
      refuse(first.version(), verdict);
      return attempt;
    }
    accept(third, answer, wrapped ? offer.mechTypes() : null, version, key, authenticate.flags());
    return attempt;
  }

  /**
   * Tells why. Clients of version 2 cannot read an error: Windows just ends the connection then, as
   * it does with version 5.
   */
  private void refuse(int version, Verdict verdict) throws IOException {
    if (version >= 3 && version != HASHES) {
      int told = Math.min(version, NEWEST_VERSION);
      send(new TsRequest(told, null, null, null, verdict.told(), null));
    }
  }

  private void accept(
      TsRequest third,
      Spnego answer,
      @Nullable Octets mechTypes,
      int version,
      byte[] key,
      int flags)
      throws IOException {
    NtlmSeal fromClient = NtlmSeal.ofClient(key, flags);
    NtlmSeal toClient = NtlmSeal.ofServer(key, flags);
    Octets token = null;
    if (answer.wrapped()) {
      byte[] mic = null;
      if (answer.mechListMic() != null && mechTypes != null) {
        fromClient.signature(mechTypes.bytes());
        mic = toClient.signature(mechTypes.bytes());
        fromClient.restart();
        toClient.restart();
      }
      token = new Octets(Spnego.answer(Spnego.ACCEPT_COMPLETED, null, mic));
    }
    TsRequest bound = third.pubKeyAuth() != null ? third : read();
    Octets sealed = bound.pubKeyAuth();
    if (sealed == null) {
      throw new ProtocolException("the client does not bind its proof to the certificate");
    }
    Octets nonce = version >= HASHES ? bound.clientNonce() : null;
    byte[] seen = fromClient.unseal(sealed.bytes());
    if (!Arrays.equals(seen, nonce == null ? publicKey.bytes() : hash("Client-To-Server", nonce))) {
      throw new ProtocolException("the client saw another certificate: somebody is in between");
    }
    byte[] reply = nonce == null ? incremented() : hash("Server-To-Client", nonce);
    send(new TsRequest(version, token, null, new Octets(toClient.seal(reply)), 0, null));
    Octets credentials = read().authInfo();
    if (credentials == null) {
      throw new ProtocolException("the client sends no credentials");
    }
    checkCredentials(fromClient.unseal(credentials.bytes()));
  }

  /** That they are what the protocol says; the password is known by now. */
  private static void checkCredentials(byte[] der) throws ProtocolException {
    try {
      ASN1Sequence all = ASN1Sequence.getInstance(der);
      ASN1OctetString.getInstance(
          ASN1TaggedObject.getInstance(all.getObjectAt(1)).getExplicitBaseObject());
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new ProtocolException("the credentials are no valid DER: " + e.getMessage());
    }
  }

  private byte[] hash(String direction, Octets nonce) {
    String text = "CredSSP " + direction + " Binding Hash\0";
    return Ciphers.digest(
        "SHA-256", text.getBytes(StandardCharsets.US_ASCII), nonce.bytes(), publicKey.bytes());
  }

  private byte[] incremented() {
    byte[] key = publicKey.bytes().clone();
    key[0]++;
    return key;
  }

  private void send(TsRequest request) throws IOException {
    link.sendAsIs(request.toDer());
  }
}
