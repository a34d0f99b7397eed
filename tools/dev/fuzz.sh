# shellcheck shell=bash
# `./dev fuzz`: the targets of fuzz/, built with coverage on the stable toolchain and run within the bounds that an import
# must keep: 300 MiB and five seconds an input.
# shellcheck disable=SC2154  # root comes from ./dev

fuzz_targets() {
  sed -n 's/^name = "\([a-z0-9_]*\)"$/\1/p' "$root/fuzz/Cargo.toml" | grep -vx fuzz
}

# The feature that a target needs.
fuzz_feature() {
  awk -v name="\"$1\"" '/^name = / { inside = ($3 == name) } inside && /^required-features/ { gsub(/[][",]/, ""); print $3 }' \
    "$root/fuzz/Cargo.toml"
}

# Builds all targets of a feature at once, so that they share what they are built of.
fuzz_build() {
  # The targets' own code and their libraries are instrumented, not what builds them.
  local host features=$1
  host=$(rustc -vV | sed -n 's/^host: //p')
  RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table" \
    CARGO_TARGET_DIR="$CARGO_TARGET_DIR/fuzz" CARGO_INCREMENTAL=0 \
    cargo build --manifest-path "$root/fuzz/Cargo.toml" --target "$host" --no-default-features \
    --features "$features" --bins
  fuzz_programs="$CARGO_TARGET_DIR/fuzz/$host/debug"
}

fuzz_run() {
  local target=$1 seconds=$2 corpus="$root/target/fuzz/$1" found="$root/target/fuzz/found/$1"
  mkdir -p "$corpus" "$found"
  python3 "$root/tools/dev/seeds.py" "$target" "$corpus"
  local most=200000
  [[ $target == show || $target == aaf ]] && most=1000000
  nice "$fuzz_programs/$target" "$corpus" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=300 -malloc_limit_mb=300 \
    -max_len="$most" -artifact_prefix="$found/" -print_final_stats=1 -use_value_profile=1
}

fuzz() {
  require cargo "Rust (rustup.rs)"
  require c++ "a C++ compiler"
  require ffmpeg "ffmpeg"
  if (($# == 0)); then
    echo "Targets; run one by ./dev fuzz TARGET [SECONDS], all by ./dev fuzz all [SECONDS]:"
    fuzz_targets | column -c 100
    return
  fi
  local target=$1 seconds=${2:-60} failed=()
  if [[ $target != all ]]; then
    fuzz_targets | grep -qx -- "$target" || stop "$target is not a target; ./dev fuzz lists them."
    fuzz_build "$(fuzz_feature "$target")"
    fuzz_run "$target" "$seconds"
    return
  fi
  fuzz_build files,papers
  mkdir -p "$root/target/fuzz"
  for target in $(fuzz_targets); do
    fuzz_run "$target" "$seconds" >"$root/target/fuzz/$target.log" 2>&1 || failed+=("$target")
    printf '%-16s %s\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$root/target/fuzz/$target.log") runs"
  done
  if ((${#failed[@]} > 0)); then
    stop "Failed: ${failed[*]}. The inputs are in target/fuzz/found, the words in target/fuzz/TARGET.log."
  fi
}
