//! Commas that stand within names, between them, and where nobody can tell.

use super::*;

fn read(text: &str, commas: Commas) -> (Vec<String>, bool) {
    let credits = read_people(text, false, commas);
    let doubtful = credits.iter().any(|credit| credit.doubt == Some(Doubt::Commas));
    (credits.into_iter().map(|credit| credit.name).collect(), doubtful)
}

#[test]
fn last_names_come_first_where_given_names_follow() {
    for (text, wanted) in [
        ("Vold, Ines", &["Ines Vold"][..]),
        ("García Márquez, Gabriel", &["Gabriel García Márquez"]),
        ("Lloyd Webber, Andrew", &["Andrew Lloyd Webber"]),
        ("Martin, George Henry", &["George Henry Martin"]),
        ("Bach, Carl Philipp Emanuel", &["Carl Philipp Emanuel Bach"]),
        ("VOLD, Ines", &["Ines VOLD"]),
        ("Simon, Paul", &["Paul Simon"]),
        ("John, Elton", &["Elton John"]),
        ("Kim, Min-jun", &["Min-jun Kim"]),
        ("Li, Xiaoming", &["Xiaoming Li"]),
        ("Vold, I.", &["I. Vold"]),
        ("Vold, Jean-Michel", &["Jean-Michel Vold"]),
        ("Иванова, Анна", &["Анна Иванова"]),
        ("Nguyễn, Văn An", &["Văn An Nguyễn"]),
        ("Иванов, Иван Иванович", &["Иван Иванович Иванов"]),
        ("Rimsky-Korsakov, Nikolai Andreyevich", &["Nikolai Andreyevich Rimsky-Korsakov"]),
        ("Al-Rahbani, Ziad", &["Ziad Al-Rahbani"]),
        ("von und zu Liechtenstein, Hans", &["Hans von und zu Liechtenstein"]),
        ("Vold, Dr. Ines", &["Dr. Ines Vold"]),
        ("McCartney, Sir Paul", &["Sir Paul McCartney"]),
        ("Carter, Shawn \"Jay-Z\"", &["Shawn \"Jay-Z\" Carter"]),
        ("King Jr., Martin Luther", &["Martin Luther King Jr."]),
        ("Jones, John Paul", &["John Paul Jones"]),
        ("Chopin, Frédéric 1810-1849", &["Frédéric Chopin"]),
        ("Beatles, The", &["The Beatles"]),
        ("Edge, The; Bono", &["The Edge", "Bono"]),
        ("김, 민수", &["민수 김"]),
        ("\"Vold, Ines\"", &["Ines Vold"]),
        ("Vold, Ines, Berg, Ada", &["Ines Vold", "Ada Berg"]),
        ("García, José Luis, Pérez, Ana", &["José Luis García", "Ana Pérez"]),
    ] {
        assert_eq!(read(text, Commas::Unknown).0, wanted, "{text}");
    }
}

#[test]
fn names_of_the_stage_and_whole_names_stand_one_after_the_other() {
    for (text, wanted) in [
        ("Jay-Z, A$AP Rocky", &["Jay-Z", "A$AP Rocky"][..]),
        ("A$AP Rocky, Jay-Z", &["A$AP Rocky", "Jay-Z"]),
        ("Drake, 21 Savage", &["Drake", "21 Savage"]),
        ("deadmau5, Kaskade", &["deadmau5", "Kaskade"]),
        ("Bono, The Edge", &["Bono", "The Edge"]),
        ("Dr. Dre, Eminem", &["Dr. Dre", "Eminem"]),
        ("M.I.A., Diplo", &["M.I.A.", "Diplo"]),
        ("Trad., Ines Vold", &["Trad.", "Ines Vold"]),
        ("Beyoncé, Jay-Z", &["Beyoncé", "Jay-Z"]),
        ("DJ Shadow, Moby", &["DJ Shadow", "Moby"]),
        ("Rihanna, Jay Z", &["Rihanna", "Jay Z"]),
        ("Offset, Cardi B", &["Offset", "Cardi B"]),
        ("Tyler, The Creator", &["Tyler, The Creator"]),
        ("Tyler, The Creator & Frank Ocean", &["Tyler, The Creator", "Frank Ocean"]),
        ("Earth, Wind & Fire", &["Earth, Wind & Fire"]),
        ("Bono & The Edge", &["Bono", "The Edge"]),
        ("Crosby, Stills, Nash & Young", &["Crosby", "Stills", "Nash", "Young"]),
        ("Mumford & Sons", &["Mumford & Sons"]),
        ("山田花子, 鈴木一郎", &["山田花子", "鈴木一郎"]),
        ("Ines Vold, Jon Berg", &["Ines Vold", "Jon Berg"]),
        ("Ines Vold, Elton John", &["Ines Vold", "Elton John"]),
        ("Ines Vold, Jon Vold / Ada Berg, Ann Alder", &["Ines Vold", "Jon Vold", "Ada Berg", "Ann Alder"]),
    ] {
        let (names, doubtful) = read(text, Commas::Unknown);
        assert_eq!((names.as_slice(), doubtful), (wanted.map_owned().as_slice(), false), "{text}");
    }
}

#[test]
fn where_nobody_can_tell_it_is_open_until_somebody_says() {
    for (text, within, between) in [
        ("Sia, Greg Kurstin", &["Greg Kurstin Sia"][..], &["Sia", "Greg Kurstin"][..]),
        ("Lennon, McCartney", &["McCartney Lennon"], &["Lennon", "McCartney"]),
        ("Tiësto, Ava Max", &["Ava Max Tiësto"], &["Tiësto", "Ava Max"]),
        ("Shellback, Max Martin", &["Max Martin Shellback"], &["Shellback", "Max Martin"]),
        ("Disclosure, Sam Smith", &["Sam Smith Disclosure"], &["Disclosure", "Sam Smith"]),
        ("La Roux, Ines Vold", &["Ines Vold La Roux"], &["La Roux", "Ines Vold"]),
        ("李娜, 王菲", &["王菲 李娜"], &["李娜", "王菲"]),
        ("Skrillex, Diplo", &["Diplo Skrillex"], &["Skrillex", "Diplo"]),
        ("Paul Epworth, Adele", &["Adele Paul Epworth"], &["Paul Epworth", "Adele"]),
        ("Adele, Ines", &["Ines Adele"], &["Adele", "Ines"]),
        ("Massive Attack, Tricky", &["Tricky Massive Attack"], &["Massive Attack", "Tricky"]),
        ("Garcia Lopez, Ana Maria", &["Ana Maria Garcia Lopez"], &["Garcia Lopez", "Ana Maria"]),
        (
            "Lennon, McCartney, Harrison, Starr",
            &["McCartney Lennon", "Starr Harrison"],
            &["Lennon", "McCartney", "Harrison", "Starr"],
        ),
    ] {
        assert!(read(text, Commas::Unknown).1, "{text}");
        assert_eq!(read(text, Commas::Within), (within.map_owned(), false), "{text}");
        assert_eq!(read(text, Commas::Between), (between.map_owned(), false), "{text}");
    }
}

#[test]
fn a_cell_tells_how_its_list_is_written_or_does_not() {
    for (text, wanted) in [
        ("Vold, Ines", Commas::Within),
        ("Vold, Ines; Berg, Ada", Commas::Within),
        ("Vold, Ines & Berg, Ada", Commas::Within),
        ("Ines Vold, Jon Berg", Commas::Between),
        ("Ines Vold (TONO) 50%, Moby (ASCAP) 50%", Commas::Between),
        ("Jay-Z, A$AP Rocky", Commas::Between),
        ("Skrillex, Diplo", Commas::Unknown),
        ("Ines Vold", Commas::Unknown),
        ("Vold, Ines / Ines Vold, Jon Berg", Commas::Unknown),
        ("Fjord Songs, Copper Kettle Music", Commas::Unknown),
        ("", Commas::Unknown),
    ] {
        assert_eq!(commas_of(text), wanted, "{text}");
    }
}

trait Owned {
    fn map_owned(&self) -> Vec<String>;
}

impl Owned for [&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|name| (*name).to_owned()).collect()
    }
}
