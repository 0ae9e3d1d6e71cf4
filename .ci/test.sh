#!/bin/sh
# Runs every test of the project: Maven's, the portal's unit tests, Microsoft's client of Log
# Analytics against a real server, the portal in a real browser.
# Called by ./vedette test, which sets JAVA_HOME. Fails when a suite ran fewer tests than .ci/floors says.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
failed_steps=

say() { printf '%s\n' "$*"; }

step() {
  name=$1
  shift
  say ""
  say "== $name"
  if ! "$@"; then
    failed_steps="$failed_steps $name"
    say "== $name FAILED"
  fi
}

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

# The portal's tests drive Debian's own Chromium; nothing downloads a browser.
need_chromium() {
  [ -n "${VEDETTE_CHROMIUM:-$(find_chromium)}" ] && return
  if command -v apt-get >/dev/null 2>&1; then
    say "Chromium is missing; installing Debian's package"
    if [ "$(id -u)" = 0 ]; then
      { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null && return
    elif command -v sudo >/dev/null 2>&1; then
      { sudo apt-get update -qq && sudo apt-get install -y -qq chromium; } >/dev/null && return
    fi
  fi
  say "The portal's tests need Chromium. Install it (Debian: sudo apt-get install chromium), or set"
  say "VEDETTE_CHROMIUM to its program, and run ./vedette test again."
  exit 3
}

maven_tests() {
  mvn -B -fae verify "$@"
}

portal_unit_tests() { (cd portal && npm test); }

client_tests() { (cd portal && npm run -s clients); }

portal_browser_tests() {
  VEDETTE_CHROMIUM=${VEDETTE_CHROMIUM:-$(find_chromium)}
  export VEDETTE_CHROMIUM
  (cd portal && npm run e2e)
}

# Prints "tests failed skipped" summed over a module's Surefire reports.
surefire_totals() {
  cat "$1"/target/surefire-reports/TEST-*.xml 2>/dev/null | awk '
    /<testsuite / {
      n = split($0, part, " ")
      for (i = 1; i <= n; i++) {
        if (part[i] ~ /^tests=/) tests += number(part[i])
        if (part[i] ~ /^(errors|failures)=/) bad += number(part[i])
        if (part[i] ~ /^skipped=/) skipped += number(part[i])
      }
    }
    function number(text) { gsub(/[^0-9]/, "", text); return text + 0 }
    END { print tests + 0, bad + 0, skipped + 0 }'
}

# Prints "tests failed skipped" of a JSON report of Vitest or Playwright.
json_totals() {
  [ -f "$1" ] || { echo "0 0 0"; return; }
  node -e '
    const r = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const t = r.stats
      ? [r.stats.expected + r.stats.unexpected + r.stats.flaky, r.stats.unexpected, r.stats.skipped]
      : [r.numPassedTests + r.numFailedTests, r.numFailedTests, r.numPendingTests + (r.numTodoTests ?? 0)];
    console.log(t.join(" "));' "$1"
}

need_chromium
rm -rf ./*/target/surefire-reports portal/test-results
step "Maven: compile, check, test" maven_tests "$@"
step "Portal: types, lint, unit tests" portal_unit_tests
step "Microsoft's client of Log Analytics, and its parser of KQL" client_tests
step "Portal: browser tests" portal_browser_tests

total=0
bad=0
skipped=0
say ""
say "== Tests run"
while read -r suite floor floor_without_data; do
  case $suite in '' | '#'*) continue ;; esac
  [ -d "${VEDETTE_SHARED:-../shared}" ] || floor=$floor_without_data
  case $suite in
    portal-unit) totals=$(json_totals portal/test-results/unit.json) ;;
    portal-e2e) totals=$(json_totals portal/test-results/e2e.json) ;;
    portal-clients) totals=$(json_totals portal/test-results/clients.json) ;;
    *) totals=$(surefire_totals "$suite") ;;
  esac
  # shellcheck disable=SC2086
  set -- $totals
  say "$(printf '%-12s %6d run %4d failed %4d skipped (floor %d)' "$suite" "$1" "$2" "$3" "$floor")"
  case $suite in
    portal-*) seen=$1 ;;
    *) seen=$(($1 - $3)) ;;
  esac
  [ "$seen" -ge "$floor" ] || failed_steps="$failed_steps $suite-below-its-floor"
  case $suite in
    portal-*) total=$((total + $1)) ;;
    *) total=$((total + $1 - $3)) ;;
  esac
  bad=$((bad + $2))
  skipped=$((skipped + $3))
done <.ci/floors

if [ -n "$failed_steps" ]; then
  say "Failed:$failed_steps"
  [ "$bad" -gt 0 ] || bad=1
fi
say "$((total - bad)) passed, $bad failed, $skipped skipped"
[ "$bad" -eq 0 ] && [ -z "$failed_steps" ]
