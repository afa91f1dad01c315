#!/usr/bin/env bash
# Compares the contract with a server, as far as the server's line has it, and brings contract, changelog and snapshots of the public surface up
# to date. The report is in artifacts/server-report.md and says which line moved; it is empty when nothing differs. Ends with an error when the
# server cannot be read.
#
#   bash tools/follow-server.sh http://host:8080/render-ws [4.1.0 [4.0.2]]     the server, its version, its line; left out, its operations tell the line
set -euo pipefail
cd "$(dirname "$0")/.."

server=${1:?the URL of a server, or a file with its description}
version=${2:-}
line=${3:-}
report=artifacts/server-report.md

mkdir -p artifacts
: > "$report"
dotnet build tools/SpecSync -c Release -v quiet
sync() { dotnet run --project tools/SpecSync -c Release --no-build -- "$@" ${line:+--line "$line"}; }

status=0
sync diff "$server" --format Markdown --output "$report" || status=$?
if [ "$status" -eq 0 ]; then
  : > "$report"
  echo "The contract describes the server."
  exit 0
fi
[ "$status" -eq 1 ] || exit "$status"

status=0
rest=$(sync apply "$server" --changelog CHANGELOG.md ${version:+--server-version "$version"}) || status=$?
[ "$status" -le 1 ] || exit "$status"
printf '\n## What was done\n\n```text\n%s\n```\n' "$rest" >> "$report"

if ! bash tools/accept-snapshots.sh; then
  printf '\nThe library does not compile with this contract: the errors of the build are what is left to do.\n' >> "$report"
fi
cat "$report"
