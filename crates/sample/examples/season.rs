//! Writes the season's songs into a folder: `cargo run -p sample --example season -- FOLDER`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name a folder")?;
    for path in sample::write_season(folder.as_ref(), |done| println!("{done} of 5"))? {
        println!("{}", path.display());
    }
    Ok(())
}
