//! Hands the configuration of the window to its build.

fn main() {
    // The pages are part of the binary, so new pages are a reason to build it anew.
    if std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
        println!("cargo:rerun-if-changed=../ui/dist");
    }
    tauri_build::build();
}
