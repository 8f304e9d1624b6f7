# What the scripts in this folder share. To be sourced, by sh.
# shellcheck shell=sh

# The tools of the system (depmod, modinfo) are not in every user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# Packages that were wanted and are not there, and the log of the package manager.
WANTED=
APT_LOG=

say() { printf '\n==> %s\n' "$*"; }

die() {
    printf '%s: error: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# want PACKAGE...: notes those that are not installed.
want() {
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            WANTED="$WANTED $package"
    done
}

# want_java: a JDK, 17 or newer, and Maven, from wherever they are.
want_java() {
    version=$(javac -version 2>/dev/null | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] || want openjdk-17-jdk-headless
    command -v mvn >/dev/null 2>&1 || want maven
}

# want_headers PATTERN PACKAGE: the headers of a kernel whose release matches the shell pattern.
want_headers() {
    [ -n "$(newest_headers "$1")" ] || want "$2"
}

# newest_headers PATTERN: the newest kernel that has headers.
newest_headers() {
    for build in /lib/modules/$1/build; do
        if [ -e "$build/Makefile" ]; then basename "$(dirname "$build")"; fi
    done | sort -V | tail -n 1
}

# bring: installs what was wanted, or says what is missing.
bring() {
    [ -n "$WANTED" ] || return 0
    is_root || die "these packages are missing:$WANTED; run this as root, or first: apt-get install$WANTED"
    echo "installing$WANTED"
    update_lists
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $WANTED
    WANTED=
}

# The lists of packages are fetched once a run, and only if something is needed.
update_lists() {
    if [ -z "${LISTS_UPDATED:-}" ] && is_root; then
        apt update
        LISTS_UPDATED=yes
    fi
}

# apt WORD...: apt-get without a question; what it says is shown if it fails.
apt() {
    [ -n "$APT_LOG" ] || APT_LOG=$(mktemp)
    DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >"$APT_LOG" 2>&1 </dev/null || {
        cat "$APT_LOG" >&2
        rm -f "$APT_LOG"
        die "'apt-get $*' failed"
    }
    rm -f "$APT_LOG"
    APT_LOG=
}

# fetch_sources FOLDER PACKAGE...: unpacks Debian packages without installing them, each once.
fetch_sources() {
    folder=$1
    shift
    mkdir -p "$folder"
    for package in "$@"; do
        [ ! -e "$folder/.$package" ] || continue
        echo "fetching $package"
        update_lists
        download=$(mktemp -d)
        (cd "$download" && apt download "$package") || { rm -rf "$download"; exit 1; }
        dpkg -x "$download"/*.deb "$folder"
        rm -rf "$download"
        touch "$folder/.$package"
    done
    chmod -R a+rX "$folder"
}

# fetch_contrib_source FOLDER PACKAGE: the same for a package of Debian's contrib, which need not be among the machine's
# sources.
fetch_contrib_source() {
    [ ! -e "$1/.$2" ] || return 0
    echo "fetching $2"
    lists=$(mktemp -d)
    mkdir -p "$lists/lists/partial"
    copy_sources_with_contrib "$lists/sources"
    set -- "$1" "$2" -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$lists/sources" \
        -o "Dir::State::lists=$lists/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
    folder=$1 package=$2
    shift 2
    apt "$@" update
    (cd "$lists" && apt "$@" download "$package") || { rm -rf "$lists"; exit 1; }
    dpkg -x "$lists/$package"_*.deb "$folder"
    rm -rf "$lists"
    touch "$folder/.$package"
    chmod -R a+rX "$folder"
}

# copy_sources_with_contrib FOLDER: copies the machine's own package sources, in both of apt's formats, and adds contrib
# wherever there is main.
copy_sources_with_contrib() {
    mkdir -p "$1"
    eval "$(apt-config shell SOURCE_LIST Dir::Etc::sourcelist/f SOURCE_PARTS Dir::Etc::sourceparts/d)"
    for source in "$SOURCE_LIST" "$SOURCE_PARTS"/*.list "$SOURCE_PARTS"/*.sources; do
        [ -f "$source" ] || continue
        sed -E '/^(deb[[:space:]]|Components:).*[[:space:]]main([[:space:]]|$)/ {
            /[[:space:]]contrib([[:space:]]|$)/! s/^(.*[[:space:]]main)([[:space:]]|$)/\1 contrib\2/
        }' "$source" >"$1/${source##*/}"
    done
}

# own_folder FOLDER: makes a folder in a place where everybody can, and refuses somebody else's.
own_folder() {
    mkdir -m 755 "$1" 2>/dev/null || true
    { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; } ||
        die "$1 is not a folder of yours; remove it, or run this as the user who owns it"
}

# build_ckms CHECKOUT [MAVEN-OPTION...]: builds the program, if a source is newer than what was built.
build_ckms() {
    checkout=$1
    shift
    stamp=$checkout/cli/target/ckms/built
    if [ -e "$stamp" ] && [ -z "$(cd "$checkout" && find pom.xml .mvn model/pom.xml model/src/main engine/pom.xml \
        engine/src/main cli/pom.xml cli/src/main docs examples LICENSE -newer "$stamp" -print -quit)" ]; then
        return 0
    fi
    log=$(mktemp)
    (cd "$checkout" && mvn -q -B -Dfast -Dmaven.test.skip=true "$@" package >"$log" 2>&1) || {
        cat "$log" >&2
        rm -f "$log"
        return 1
    }
    rm -f "$log"
    touch "$stamp"
}
