"""Who may import whom among the crates: the table of docs/architecture.md, held against `cargo metadata`."""

import json
import subprocess

from finding import Finding

# Edges inside the workspace. A crate that is not named here may not join the workspace unseen.
MAY_IMPORT = {
    "timebase": set(),
    "model": {"timebase"},
    "store": {"model", "timebase"},
    "media": {"timebase"},
    "playback": {"media", "timebase"},
    "interchange": {"model", "timebase"},
    "deliver": {"model", "timebase", "typeset"},
    "typeset": set(),
    "sample": set(),
    # The server behind review links and the offline package; it sees a show through a trait that `studio` implements.
    "review": {"model", "timebase"},
    "studio": {"model", "timebase", "store", "media", "playback", "interchange", "deliver", "review", "sample"},
    "cli": {"studio", "model", "timebase", "media", "deliver"},
    "needledrop-app": {"studio", "model", "timebase", "deliver"},
    # Writes the types of what crosses to the window's pages.
    "codegen": {"needledrop-app", "studio"},
}

# They look at the whole from outside, so every edge is theirs; the window alone stays out of their reach.
OBSERVERS = {"tests", "benches"}

# Names every outside crate on purpose (tools/unify says why) and is no part of the program.
UNBOUND = {"unify"}

# Outside crates with one home. A name ending in "*" stands for every crate that begins with it.
HOMES = {
    "tauri*": {"needledrop-app"},
    # The loopback server of the window, and the server behind review links.
    "axum": {"review", "studio"},
    "tower-http": {"review", "studio"},
    "opusic-c": {"playback"},
    "ogg": {"playback"},
    "rusqlite": {"store"},
    "cpal": {"playback"},
    "rubato": {"playback"},
    "symphonia*": {"media", "playback"},
    "lofty": {"media", "playback", "sample"},
    "ebur128": {"media", "playback", "sample"},
    "typst*": {"typeset"},
    "rust_xlsxwriter": {"deliver"},
    "fundsp": {"sample"},
}


def listed(names):
    """`a`, `a and b`, `a, b and c`."""
    *most, last = sorted(names)
    return f"{', '.join(most)} and {last}" if most else last


def check(tree):
    metadata = json.loads(subprocess.run(
        ["cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"],
        cwd=tree.root, check=True, capture_output=True, text=True,
    ).stdout)
    packages = {
        package["name"]: (
            package["manifest_path"].removeprefix(f"{metadata['workspace_root']}/"),
            [(dependency["name"], dependency["kind"] == "dev") for dependency in package["dependencies"]],
        )
        for package in metadata["packages"]
    }
    return list(findings(packages, lambda manifest, name: line_of(tree, manifest, name)))


def findings(packages, line_of):
    """`packages` maps a crate to its manifest's path and all it depends on: (name, whether for its tests alone).

    Tests may hold a crate against any outside crate; inside the workspace the table binds them too.
    """
    for crate, (manifest, dependencies) in sorted(packages.items()):
        if crate in UNBOUND:
            continue
        if crate not in MAY_IMPORT and crate not in OBSERVERS:
            yield Finding(manifest, 0, f"`{crate}` has no row in the import table (tools/tidy/crates.py).")
            continue
        for dependency, for_tests in sorted(set(dependencies)):
            line = line_of(manifest, dependency)
            if dependency in packages:
                allowed = set(MAY_IMPORT) - {"needledrop-app"} if crate in OBSERVERS else MAY_IMPORT[crate]
                if dependency not in allowed:
                    yield Finding(manifest, line, f"`{crate}` may not depend on `{dependency}`.")
                continue
            homes = homes_of(dependency)
            observes = (for_tests or crate in OBSERVERS) and not dependency.startswith("tauri")
            if homes is not None and crate not in homes and not observes:
                yield Finding(manifest, line, f"`{dependency}` belongs to {listed(homes)} alone.")


def homes_of(dependency):
    for name, homes in HOMES.items():
        if dependency == name or (name.endswith("*") and dependency.startswith(name[:-1])):
            return homes
    return None


def line_of(tree, manifest, name):
    for number, line in tree.lines(manifest):
        if line.split("=")[0].split(".")[0].strip().strip('"') == name:
            return number
    return 0
