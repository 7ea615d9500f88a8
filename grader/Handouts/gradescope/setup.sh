#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: installs the .NET SDK that global.json names, and builds the grader.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true

if ! command -v dotnet > /dev/null; then
  apt-get update
  apt-get install -y --no-install-recommends ca-certificates curl libicu-dev
  curl -fsSL https://dot.net/v1/dotnet-install.sh -o /tmp/dotnet-install.sh
  bash /tmp/dotnet-install.sh --jsonfile global.json --install-dir /usr/share/dotnet
  ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet
fi

dotnet build -c Release grader
