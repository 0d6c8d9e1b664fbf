# SPDX-License-Identifier: Apache-2.0
# Sourced by ./demo and ./check: Debian 12's packages, and installing those that are missing.

BUILD_PACKAGES="cmake ninja-build gcc g++ pkg-config libc6-dev librdkafka-dev libuv1-dev libjansson-dev libicu-dev \
libyaml-dev libsystemd-dev libmicrohttpd-dev libgumbo-dev libcld2-dev libxxhash-dev"
DEMO_PACKAGES="kcat python3"
TEST_PACKAGES="libcmocka-dev git scdoc prometheus systemd kcat python3 python3-jsonschema python3-confluent-kafka python3-venv python3-dev openjdk-17-jre-headless maven \
clang-format-14 ca-certificates unicode-data bzip2"

# need_packages PACKAGE…: one apt-get line for what is missing, as root or by sudo.
need_packages() {
    local package missing="" root=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "needed, as root: apt-get install$missing" >&2; return 1; }
        root=sudo
    fi
    echo "+ apt-get install$missing" >&2
    $root apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
