#!/usr/bin/env bash
# Makes the public surfaces as they are now the reviewed ones. Ends with an error when the tests do not compile.
set -euo pipefail
cd "$(dirname "$0")/.."

for project in $(grep -l PublicSurface.cs tests/*/*.csproj); do
  dotnet build "$project"
  dotnet test "$project" --no-build --filter FullyQualifiedName~PublicSurfaceTests || true
done

# A surface that differs was written beside the reviewed one.
find tests -path '*/__mismatch__/*.snap' -not -path '*/obj/*' -not -path '*/bin/*' | while read -r file; do
  mv "$file" "$(dirname "$(dirname "$file")")/"
done
