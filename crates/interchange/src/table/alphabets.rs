//! The letters of languages beside `a` to `z`: a name has those of one language.

/// Each language's own letters beside `a` to `z`, small.
#[rustfmt::skip]
const ALPHABETS: &[&str] = &[
    // French, German, Spanish and Catalan, Portuguese, Italian.
    "àâæçéèêëîïôœùûüÿ", "äöüßéèàôñçâ", "áéíñóúüàèòïçªº", "áâãàçéêíóôõúü", "àèéìíîòóùú",
    // Norwegian and Danish, Swedish and Finnish, Icelandic and Faroese, Dutch, Estonian.
    "æøåéèêóòôüäöá", "åäöéèüáàšžæø", "áðéíóúýþæöø", "ëéïöüáíóúèêàçâôûä", "äõöüšž",
    // Polish, Czech and Slovak, Hungarian, Romanian, Slovenian and Croatian, Turkish.
    "ąćęłńóśźż", "áčďéěíňóřšťúůýžäľĺôŕö", "áéíóöőúüűä", "ăâîșțşţ", "čćđšžáéíóú", "çğıiİöşüâîû",
    // Lithuanian, Latvian, Irish and Gaelic, Welsh, Maltese, Albanian.
    "ąčęėįšųūž", "āčēģīķļņšūžõŗ", "áéíóúàèìòù", "âêîôûŵŷáéíóúàèìòùäëïöü", "ċġħżàèìòù", "çë",
];

/// The letters of each language that is written with Cyrillic ones, small.
#[rustfmt::skip]
const CYRILLIC: &[&str] = &[
    // Russian, Bulgarian and their kin; Ukrainian; Belarusian.
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяѐѝ", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    // Serbian, Macedonian.
    "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
];

/// Points for every name or title whose letters are of no language together: a sign that another reading is right.
pub(super) fn mixtures(text: &str) -> i64 {
    let names = text.split([',', ';', '\t', '\n', '\r', '|', '"', '/', '&']);
    let mixed = names.filter(|name| {
        let strange: Vec<char> = name
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .flat_map(char::to_lowercase)
            .filter(|letter| !letter.is_ascii())
            .collect();
        let all_of = |wanted: fn(&char) -> bool| strange.iter().all(wanted);
        let alphabets = match () {
            () if strange.is_empty() => return false,
            () if all_of(|letter| matches!(letter, 'ß'..='\u{24f}' | '\u{307}')) => ALPHABETS,
            // Letters of Asia's languages stand behind these.
            () if all_of(|letter| matches!(letter, 'а'..='џ')) => CYRILLIC,
            () => return false,
        };
        let fits = |alphabet: &&str| strange.iter().all(|letter| alphabet.contains(*letter) || *letter == '\u{307}');
        !alphabets.iter().any(fits)
    });
    i64::try_from(mixed.count()).unwrap_or(i64::MAX / 8) * WEIGHT
}

/// Whether all letters of a text beside `a` to `z` are of one language that is written with Latin ones.
pub(super) fn are_of_one_language(text: &str) -> bool {
    let strange: Vec<char> = text.chars().filter(|letter| !letter.is_ascii()).flat_map(char::to_lowercase).collect();
    ALPHABETS.iter().any(|alphabet| strange.iter().all(|letter| alphabet.contains(*letter)))
}

/// As much as three letters that make full sense.
const WEIGHT: i64 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_letters_of_one_language() {
        for text in
            ["Žemyna Čiurlionytė", "Łukasz Wiśniewski", "Björk Guðmundsdóttir", "Oğuz Çelik", "l'été naïf", "日本"]
        {
            assert_eq!(mixtures(text), 0, "{text}");
        }
        // Cyrillic of Macs read as that of Windows, and letters of one language each.
        assert_eq!(mixtures("Џодмосковные вечера,Ќочь"), 2 * WEIGHT);
        assert_eq!(mixtures("Подмосковные вечера,Софія Їжакевич,Ђорђе Његош,Ѓорѓи Ќосев,Қазақ"), 0);
        // Lithuanian read as Western European.
        assert_eq!(mixtures("Àþuolas,Jûratë Ðimkutë"), 2 * WEIGHT);
    }
}
