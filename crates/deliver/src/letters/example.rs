//! Facts as they might be: templates are tried over them, and shown what they may name.

use super::credits::{Credit, Credits};
use super::letter::{Addressee, Letter, LetterLine, LetterOption, LetterUse};
use super::production::Production;

/// A letter as it might be, for trying templates and for showing what they may name.
pub(super) fn letter() -> Letter {
    let text = |text: &str| text.to_owned();
    Letter {
        date: text("25 November 2026"),
        production: Production {
            show: text("My Heart"),
            company: text("Lantern Street Pictures"),
            address: text("12 Lantern Street\nBristol"),
            address_line: text("12 Lantern Street, Bristol"),
            prepared_by: text("Priya Anand"),
            email: text("music@lantern.example"),
            network: text("Harbour TV"),
            category: text("Series"),
            country: text("United Kingdom"),
            language: text("English"),
            director: text("Dana Moss"),
            cast: text("Ines Kovac, Tom Low"),
            synopsis: text("A harbour town keeps a secret."),
            season: 1,
            episode: text("1x04"),
            episode_title: text("Rising Tide"),
            production_number: text("MH-104"),
            air_date: text("14 January 2027"),
            year: text("2026"),
            cut: text("Cut 3"),
        },
        to: Addressee {
            name: text("Fjord Songs"),
            contact: text("Kari Lie"),
            email: text("clearance@fjord.example"),
            phone: text("+47 55 55 55 55"),
            address: text("Bryggen 1\nBergen"),
        },
        lines: vec![LetterLine {
            title: text("Silent Echoes"),
            artist: text("Ines Vold"),
            writers: text("I. Vold and J. Vold"),
            publishers: text("Fjord Songs"),
            label: text("Northbound"),
            album: text("Northern Light"),
            catalogue_number: text("NB-014"),
            duration: text("3:42"),
            isrc: text("NOABC2600001"),
            iswc: text("T-034.524.680-1"),
            right: text("Publishing"),
            share: text("75 %"),
            uses: vec![LetterUse {
                cue: text("4M07"),
                scene: text("22A"),
                description: text("EXT. PIER - DUSK: Mara waits for the boat"),
                usage: text("Background vocal"),
                length: text("1:34"),
            }],
            length: text("1:34"),
            media: text("All media"),
            territory: text("World"),
            term: text("Perpetuity"),
            dates: text("from 1 January 2027"),
            ends: String::new(),
            options: vec![LetterOption {
                label: text("Trailer"),
                terms: text("Promotion, World, 1 year"),
                fee: text("USD 2,000"),
                exercise_by: text("1 March 2027"),
            }],
            fee: text("USD 3,375"),
            whole_fee: text("USD 4,500"),
            currency: text("USD"),
            mfn: text("most favoured nations (MFN) with every other licensor of this song, pro rata to their shares"),
            max_length: text("1:40"),
            max_uses: text("2"),
            reference: text("FS-12"),
            status: text("to request"),
        }],
        reply_by: text("2 December 2026"),
        total: text("USD 3,375"),
    }
}

/// End credits as they might be, for trying templates and for showing what they may name.
pub(super) fn credits() -> Credits {
    let letter = letter();
    let text = |text: &str| text.to_owned();
    let song = Credit {
        title: text("Silent Echoes"),
        written_by: text("I. Vold and J. Vold"),
        arranged_by: text("P. Wren"),
        performed_by: text("Ines Vold"),
        published_by: text("Fjord Songs (TONO)"),
        courtesy_of: text("Northbound"),
        arrangement_with: text("Tideline Recordings"),
        traditional: false,
        cues: vec![text("4M07")],
    };
    Credits {
        date: letter.date,
        production: letter.production,
        composers: vec![text("R. Lindqvist")],
        score: vec![Credit { title: text("The Letter"), ..song.clone() }],
        songs: vec![song],
    }
}
