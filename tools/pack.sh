#!/usr/bin/env bash
# Makes the packages of a version in artifacts/packages.
#
#   bash tools/pack.sh 1.2.3
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:?a version, such as 1.2.3}
rm -rf artifacts/packages
dotnet pack Render.sln -c Release -o artifacts/packages -p:Version="$version"
