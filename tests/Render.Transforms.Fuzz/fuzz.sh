#!/usr/bin/env bash
# Builds the fuzz target with an instrumented library and searches for a while: with libFuzzer if libfuzzer-dotnet is on the path,
# with AFL if afl-fuzz is, else with the search that the target has itself.
# Usage: bash tests/Render.Transforms.Fuzz/fuzz.sh [seconds] [folder for inputs and findings]
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-300}
folder=${2:-artifacts/fuzz}
program=$folder/program
mkdir -p "$folder/findings"

dotnet build tests/Render.Transforms.Fuzz -c Release -o "$program" -v quiet
target=$PWD/$program/Render.Transforms.Fuzz.dll
dotnet "$target" corpus tests/golden "$folder/corpus"
dotnet "$target" instrument "$program/Render.Transforms.dll"

if command -v libfuzzer-dotnet > /dev/null; then
  libfuzzer-dotnet --target_path=dotnet --target_arg="$target" -max_total_time="$seconds" -artifact_prefix="$folder/findings/" "$folder/corpus"
elif command -v afl-fuzz > /dev/null; then
  AFL_SKIP_BIN_CHECK=1 afl-fuzz -V "$seconds" -t 10000 -m none -i "$folder/corpus" -o "$folder/findings" dotnet "$target" afl
else
  golden=$PWD/tests/golden
  cd "$folder/findings"
  dotnet "$target" search "$golden" "$seconds" "$RANDOM"
fi
