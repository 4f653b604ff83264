# SPDX-License-Identifier: BSL-1.0
# What the scripts need on a bare Debian 12 or Ubuntu 24.04, in one place. Sourced, never run:
#
#   install_for build test
#
# installs what those groups miss: packages of the distribution through apt, tools of PyPI into build/venv. It says
# what it installs, and it never removes anything.

# One need a line: the packages that satisfy it, the preferred one first.
packages_for() {
    case $1 in
        build)
            printf '%s\n' g++ cmake ninja-build ccache libcli11-dev libhowardhinnant-date-dev tzdata
            # Debian 12's default, 1.74, is too old; 1.81 stands beside it.
            echo libboost1.81-dev libboost1.83-dev libboost1.88-dev libboost-dev
            ;;
        test)
            printf '%s\n' catch2 librapidcheck-dev gcovr python3 python3-venv xz-utils nodejs
            command -v npm >/dev/null || echo npm
            echo clang-{22..16}
            echo "libclang-rt-$(newest_clang)-dev"
            ;;
        bench) printf '%s\n' libbenchmark-dev nlohmann-json3-dev python3 valgrind ;;
        conan) printf '%s\n' python3 python3-venv ;;
    esac
}

# Tools of PyPI, with their versions: another formatter formats otherwise.
tools_for() {
    case $1 in
        test) printf '%s\n' clang-format==22.1.8 codespell==2.4.3 ;;
        conan) echo conan==2.34.0 ;;
    esac
}

say() { printf '\n==> %s\n' "$*"; }

fail() {
    printf '\nerror: %s\n' "$*" >&2
    exit 1
}

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }
is_available() { [[ $(apt-cache policy "$1" 2>/dev/null) == *"Candidate: "[0-9]* ]]; }

# Prints the first of the packages for which the check holds; fails when there is none.
first_that() {
    local check=$1 package
    for package in "${@:2}"; do
        if "$check" "$package"; then
            echo "$package"
            return
        fi
    done
    return 1
}

newest_clang() {
    local package
    package=$(first_that is_installed clang-{22..16} || first_that is_available clang-{22..16} || true)
    echo "${package#clang-}"
}

# Prints the needs of the groups that no installed package satisfies.
unmet_needs() {
    local group need
    for group in "$@"; do
        packages_for "$group" | while read -r -a need; do
            first_that is_installed "${need[@]}" >/dev/null || echo "${need[*]}"
        done
    done | sort --unique
}

as_root() {
    if [[ $EUID == 0 ]]; then "$@"; else sudo "$@"; fi
}

ask_for_rights() {
    [[ $EUID == 0 ]] && return
    command -v sudo >/dev/null || fail "installing needs the rights of root, and there is no sudo here.
As root, run: $PWD/scripts/install $*"
    echo "installing needs the rights of root: sudo may ask for your password"
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-remove --no-install-recommends -qq "$@" >/dev/null
}

# Catch2 3 is not in Debian 12 itself but in its backports, which come from the mirror that this machine uses.
add_backports() {
    local known mirror
    known=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages')
    [[ $known == *bookworm-backports* ]] && return
    mirror=$(awk '$1 == "bookworm" { print $2; exit }' <<<"$known")
    say "adding Debian's backports to this machine's sources of packages, for Catch2 3"
    echo "deb $mirror bookworm-backports main" | as_root tee /etc/apt/sources.list.d/bookworm-backports.list
}

install_catch() {
    if [[ $(. /etc/os-release && echo "$VERSION_CODENAME") == bookworm ]]; then
        add_backports
        as_root apt-get update -qq || true
        apt_install --target-release bookworm-backports catch2 libcatch2-dev && return
        say "no Catch2 3 from backports; the tests also build with Debian's own 2.13"
    fi
    apt_install catch2
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "this is neither Debian nor Ubuntu; taking it that what CONTRIBUTING.md lists is installed"
        return
    fi
    [[ $(unmet_needs "$@") ]] || return 0

    say "packages are missing for: $*"
    ask_for_rights "$@"
    as_root apt-get update -qq
    local need package packages=() catch=
    while read -r -a need; do
        package=$(first_that is_available "${need[@]}") || fail "none of these packages can be had: ${need[*]}"
        if [[ $package == catch2 ]]; then catch=catch2; else packages+=("$package"); fi
    done < <(unmet_needs "$@")

    say "installing: ${packages[*]} $catch"
    [[ ${#packages[@]} == 0 ]] || apt_install "${packages[@]}"
    [[ -z $catch ]] || install_catch
}

install_tools() {
    local group tools missing
    tools=$(for group in "$@"; do tools_for "$group"; done | sort)
    [[ $tools ]] || return 0
    [[ -x build/venv/bin/pip ]] || python3 -m venv build/venv
    missing=$(comm -23 <(echo "$tools") <(build/venv/bin/pip list --format=freeze 2>/dev/null | sort))
    [[ $missing ]] || return 0
    say "installing from PyPI into build/venv:" $missing
    build/venv/bin/pip install --quiet --disable-pip-version-check $missing
}

# The headers of valijson alone: its package depends on Qt, for an adapter that nobody here includes.
install_valijson() {
    [[ ! -d build/valijson/usr ]] || return 0
    say "unpacking the headers of libvalijson-dev into build/valijson"
    mkdir -p build/valijson
    (cd build/valijson && apt-get download -qq -o APT::Sandbox::User=root libvalijson-dev && dpkg -x libvalijson-dev_*.deb .)
}

install_ajv() {
    [[ ! -d build/node/node_modules/ajv ]] || return 0
    say "installing from npm into build/node: ajv"
    npm install --silent --no-audit --no-fund --prefix build/node ajv@8.17.1
}

install_for() {
    install_packages "$@"
    install_tools "$@"
    [[ " $* " != *" test "* ]] || { install_valijson && install_ajv; }
}
