#!/bin/sh
# Finds out whether this machine can build and run Tidings, and says what to do where it cannot.
set -eu

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download, or your distribution's package dotnet-sdk-10.0." >&2
  exit 1
fi
version=$(dotnet --version 2>/dev/null || echo none)
case "$version" in
  10.*) ;;
  *) echo "The .NET SDK here is '$version'; version 10 is needed (see global.json)." >&2; exit 1 ;;
esac
