# shellcheck shell=bash
# The steps of ./dev check and ./dev test. Every step runs, whatever became of those before it.
# shellcheck disable=SC2154  # root, bin and features come from ./dev
# shellcheck disable=SC2030,SC2031  # what is counted beside is handed over in a file

passed=0
failed=()
logs=target/test-logs

# step NAME COMMAND…: runs COMMAND with its output in a log, and says how it went.
step() {
  local name=$1 log status began=${EPOCHREALTIME//[!0-9]/} tenths
  shift
  mkdir -p "$logs"
  log="$logs/${name// /-}.log"
  if [[ -t 1 ]]; then printf '… %s\r' "$name"; fi
  # A child of its own, with errexit alive inside it: `if f` would switch it off.
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  tenths=$(((${EPOCHREALTIME//[!0-9]/} - began) / 100000))
  if ((status == 0)); then
    passed=$((passed + 1))
    printf '✓ %-16s %6d.%d s\n' "$name" $((tenths / 10)) $((tenths % 10))
  else
    failed+=("$name")
    printf '✗ %-16s %6d.%d s   %s\n' "$name" $((tenths / 10)) $((tenths % 10)) "$log"
    what_failed "$log" | sed 's/^/    /'
  fi
}

# what_failed LOG: what went wrong, wherever it stands in a long log, and then how it ended.
what_failed() {
  grep -nE -A 6 "panicked at|^error(\[|:)|^test .* FAILED" "$1" | head -n 80 || true
  echo "…"
  tail -n 40 "$1"
}

# why NAME: the same in a few lines, for the very end, which is all that some build servers keep.
why() {
  local log="$logs/${1// /-}.log"
  echo "$1:"
  {
    grep -hE -A 3 "panicked at|^error(\[|:)|^\[warn\]" "$log" || tail -n 30 "$log"
  } | head -n 30 | cut -c 1-160 | sed 's/^/    /'
}

# beside STEPS: runs steps that keep one core busy while those that follow go on; `join` waits for them and counts them.
beside() {
  mkdir -p "$logs"
  rm -f "$logs/beside"
  (
    passed=0
    failed=()
    "$1"
    printf '%s\n' "$passed" "${failed[@]}" >"$logs/beside"
  ) &
  besides=$!
}

join() {
  if [[ -z ${besides:-} ]]; then return; fi
  wait "$besides" || true
  besides=
  local counted=()
  mapfile -t counted <"$logs/beside"
  passed=$((passed + counted[0]))
  failed+=("${counted[@]:1}")
}

summary() {
  join
  local name
  for name in "${failed[@]}"; do why "$name"; done
  echo "${passed} steps passed, ${#failed[@]} failed${failed[*]:+:$(printf ' "%s"' "${failed[@]}")}"
  ((${#failed[@]} == 0))
}

in_ui() {
  cd ui
  "$bin/$1" "${@:2}"
}

check_steps() {
  step "format" cargo fmt --all --check
  step "tidy" python3 -B tools/tidy
  step "tidy itself" python3 -B -m unittest discover -s tools/tidy
  if command -v shellcheck >/dev/null; then
    step "shell" shellcheck -x dev .ci/run tools/virtual-display tools/dev/*.sh tools/dev/try-package*
  fi
  beside page_checks
  step "clippy" cargo clippy --locked --workspace --all-targets "${features[@]}" -- -D warnings
}

page_checks() {
  step "ui format" in_ui prettier --config .prettierrc.json --check . ../tests/e2e
  step "ui lint" in_ui eslint .
  step "ui types" in_ui svelte-check --tsconfig ./tsconfig.json --fail-on-warnings
}

# Where tests write: on a disk in memory where that has room, since each of them flushes what it writes many times.
quick_folder() {
  local memory=/dev/shm room free
  room=$(df --output=avail -k "$memory" 2>/dev/null | tail -n 1) || return 0
  free=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
  if [[ ! -w $memory ]] || ((room < 8 << 20 || free < 12 << 20)) || findmnt -n -o OPTIONS "$memory" | grep -qw noexec; then return 0; fi
  TMPDIR=$(mktemp -d "$memory/needledrop-tests.XXXXXX")
  # As the temporary folder of a machine is: other accounts, which some tests put on, may enter.
  chmod 755 "$TMPDIR"
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
}

test_steps() {
  quick_folder
  step "licences" tools/licences
  step "build" cargo build --locked --workspace --bins "${features[@]}"
  export NEEDLEDROP_SONGS="$root/target/sample-season/My Heart Media"
  step "sample season" compose_songs
  join
  step "rust tests" cargo test --locked --workspace --no-fail-fast "${features[@]}"
  step "ui tests" in_ui vitest run
  step "codegen" codegen_is_fresh
  step "window tests" window_tests
}

# The songs of the sample season, composed once for all the tests that make it: half a minute of a core for each.
compose_songs() {
  rm -rf target/sample-season
  mkdir -p target/sample-season
  NEEDLEDROP_HOME=$root/target/sample-season/home "$NEEDLEDROP_BIN" sample "target/sample-season/My Heart.needledrop"
  ls "$NEEDLEDROP_SONGS"
}

# What these capture or count is spoiled by a busy machine: they run by themselves, after the others.
alone=(director listening picture reels switch)
# The longest: first, so that none of them is left for the end.
longest=(accessible director-writes director-webkit package hour)

# The window suites, two at a time, each on a display of its own with its output in a log of its own.
window_tests() {
  local suite shorter=()
  rm -rf "$logs/window"
  mkdir -p "$logs/window"
  for suite in tests/e2e/*.test.mjs; do
    suite=$(basename "$suite" .test.mjs)
    if [[ " ${longest[*]} ${alone[*]} " != *" $suite "* ]]; then shorter+=("$suite"); fi
  done
  export logs
  export -f window_suite
  printf '%s\n' "${longest[@]}" "${shorter[@]}" | xargs -P 2 -I '{}' bash -c 'window_suite {}' || true
  printf '%s\n' "${alone[@]}" | xargs -I '{}' bash -c 'window_suite {}' || true
  if [[ ! -e $logs/window/failed ]]; then return; fi
  # At the end, where `step` shows it: the first claim of each that does not hold. Those after it were not tried.
  while read -r suite; do
    echo "$suite:"
    { grep -E -A 16 -m 1 '^ *not ok' "$logs/window/$suite.log" | grep -vE ' (duration_ms|type|failureType|code|---)' ||
      tail -n 12 "$logs/window/$suite.log"; } | head -n 12
  done <"$logs/window/failed"
  return 1
}

# window_suite NAME: one of them, and the end of its log where it fails.
window_suite() {
  local log="$logs/window/$1.log" began=$SECONDS status=0
  tools/virtual-display timeout --kill-after=10 600 node --test "tests/e2e/$1.test.mjs" >"$log" 2>&1 || status=$?
  echo "$1 $((SECONDS - began)) s, status $status"
  if ((status != 0)); then echo "$1" >>"$logs/window/failed"; fi
}

# The TypeScript of the Rust types, formatted as the rest of the UI, in target/codegen.
generate_types() {
  build_program codegen
  rm -rf target/codegen target/codegen-docs
  mkdir -p target/codegen target/codegen-docs
  "$CARGO_TARGET_DIR/debug/codegen" target/codegen target/codegen-docs
  # From ui/, where prettier finds its plugins.
  (cd ui && "$bin/prettier" --config .prettierrc.json --ignore-path /dev/null --log-level warn --write ../target/codegen)
}

# Replaces the folder whole, so that a type that is gone leaves no file behind.
write_types() {
  generate_types
  rm -rf ui/src/generated
  cp -r target/codegen ui/src/generated
  cp target/codegen-docs/edits.schema.json docs/
}

codegen_is_fresh() {
  generate_types
  if ! diff -ru ui/src/generated target/codegen || ! diff -u docs/edits.schema.json target/codegen-docs/edits.schema.json; then
    echo "ui/src/generated or docs/edits.schema.json is not what the Rust types say: run ./dev codegen."
    return 1
  fi
}
