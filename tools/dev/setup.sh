# shellcheck shell=bash
# What has to be on the machine before a job: system packages, npm packages, the Python oracles, the pages and the app.
# Each part looks first and does nothing when nothing changed.
# shellcheck disable=SC2154  # root, cache, bin and features come from ./dev

# set_up SECTION…: the sections of tools/packages.debian that the job needs.
set_up() {
  local section
  require cargo "Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer (rustup.rs)"
  require node "Node 20.19 or newer (nodejs.org)"
  require npm "npm, which comes with Node"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    || stop "Node $(node --version) is too old; Needledrop is built with 20.19 or newer."
  # Three sources, fetched from side by side.
  install_npm_packages &
  local npm=$!
  fetch_crates &
  local crates=$!
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_packages "$@"
  else
    for section in "$@"; do name_packages "$section"; done
  fi
  wait "$npm" || stop "The npm packages could not be installed; the reason stands above."
  wait "$crates" || stop "The crates could not be fetched; the reason stands above."
  if [[ " $* " == *' test '* ]]; then install_oracles; fi
}

stop() {
  echo "$*" >&2
  exit 1
}

require() {
  command -v "$1" >/dev/null || stop "$1 is missing: install $2."
}

# Lines of one section of tools/packages.debian, comments removed.
packages_of() {
  awk -v section="[$1]" '/^\[/ { inside = ($1 == section); next } inside { sub(/#.*/, ""); gsub(/ /, ""); if ($0 != "") print }' \
    tools/packages.debian
}

install_packages() {
  local wanted=() missing=() present section line choice
  for section in "$@"; do
    while read -r line; do wanted+=("$line"); done < <(packages_of "$section")
  done
  present=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]//|*/}" "${wanted[@]//*|/}" 2>/dev/null \
    | sed -n 's/^installed //p') || true
  for line in "${wanted[@]}"; do
    for choice in ${line//|/ }; do
      if grep -qx -- "$choice" <<<"$present"; then continue 2; fi
    done
    missing+=("${line%%|*}")
  done
  if ((${#missing[@]} == 0)); then return; fi
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || stop "These packages are missing, and sudo too; install them as root: ${missing[*]}"
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  # --no-remove: nothing of the user's makes way for ours.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends --no-remove "${missing[@]}"
}

# Elsewhere than Debian and Ubuntu: says once what is needed, and goes on with what is there.
name_packages() {
  local stamp="$cache/named-$1"
  if [[ -f $stamp ]]; then return; fi
  echo "This is not Debian or Ubuntu. Needed here, under these or similar names ($1):"
  packages_of "$1" | sed 's/|/ or /; s/^/  /'
  mkdir -p "$cache"
  touch "$stamp"
}

# fingerprint PATH…: one hash over the names and contents of all files below. A path that is not there counts for nothing.
fingerprint() {
  local path paths=()
  for path in "$@"; do
    if [[ -e $path ]]; then paths+=("$path"); fi
  done
  find "${paths[@]}" \( -name node_modules -o -path ui/dist -o -path ui/dist-review -o -path src-tauri/gen \) -prune -o -type f -print0 \
    | sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

# unchanged STAMP HASH: whether the work that left STAMP was done for this very HASH.
unchanged() {
  [[ -f $1 && $(<"$1") == "$2" ]]
}

install_npm_packages() {
  local stamp=ui/node_modules/.lock-hash hash
  hash=$(sha256sum ui/package-lock.json)
  if unchanged "$stamp" "$hash"; then return; fi
  echo "Installing the npm packages of ui/package-lock.json"
  (cd ui && npm ci --no-audit --no-fund --loglevel=error)
  echo "$hash" >"$stamp"
}

fetch_crates() {
  local stamp="$cache/crates-hash" hash
  hash=$(sha256sum Cargo.lock)
  if unchanged "$stamp" "$hash"; then return; fi
  cargo fetch --locked --quiet --target "$(rustc -vV | sed -n 's/^host: //p')"
  mkdir -p "$cache"
  echo "$hash" >"$stamp"
}

# Programs in Python that the tests compare with, in an environment of their own outside the tree.
install_oracles() {
  local venv="$cache/venv" hash python
  export NEEDLEDROP_PYTHON="$venv/bin/python"
  if [[ ! -f tests/requirements.txt ]]; then
    NEEDLEDROP_PYTHON=$(command -v python3)
    return
  fi
  hash=$(sha256sum tests/requirements.txt)
  if unchanged "$venv/.requirements-hash" "$hash" && [[ -x $NEEDLEDROP_PYTHON ]]; then return; fi
  echo "Installing the Python packages of tests/requirements.txt"
  for python in python3 /usr/bin/python3; do
    rm -rf "$venv"
    if "$python" -m venv "$venv" >/dev/null 2>&1; then break; fi
  done
  [[ -x $NEEDLEDROP_PYTHON ]] || stop "No Python environment could be made: install Python 3 with its venv module (python3-venv)."
  "$NEEDLEDROP_PYTHON" -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
  echo "$hash" >"$venv/.requirements-hash"
}

build_ui() {
  local stamp=ui/node_modules/.pages-hash hash
  hash=$(fingerprint ui)
  if [[ -f ui/dist/index.html && -f ui/dist-review/review.js ]] && unchanged "$stamp" "$hash"; then return; fi
  echo "Building the pages"
  (cd ui && "$bin/vite" build --logLevel warn && "$bin/vite" build --config vite.review.config.ts --logLevel warn)
  echo "$hash" >"$stamp"
}

# build_program NAME…: --workspace, though few programs are wanted: features are then settled over all crates, as in the
# tests, and what one job compiled serves the others.
build_program() {
  cargo build --locked --workspace "${@/#/--bin=}" "${features[@]}"
}

# build_product PROFILE [MORE…]: the app and the command, and of what only looks at them just what is asked for. `unify`
# settles the features as a build of the workspace does, so that each job finds what another has compiled.
build_product() {
  cargo build --locked -p needledrop-app -p cli -p unify --bin=needledrop-app --bin=needledrop "${features[@]}" \
    --profile "$1" "${@:2}"
}

build_app() {
  local stamp="$CARGO_TARGET_DIR/debug/.needledrop-app-hash" hash
  hash="$root $(fingerprint .cargo Cargo.toml Cargo.lock assets crates migrations src-tauri ui)"
  if [[ -x $NEEDLEDROP_APP && -x $NEEDLEDROP_BIN ]] && unchanged "$stamp" "$hash"; then return; fi
  build_product dev
  echo "$hash" >"$stamp"
}
