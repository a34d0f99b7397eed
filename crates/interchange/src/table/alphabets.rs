//! The accented letters of the languages that are written with Latin ones: a name has those of one language.

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
        let latin = strange.iter().all(|letter| matches!(letter, 'ß'..='\u{24f}' | '\u{307}'));
        let fits = |alphabet: &&str| strange.iter().all(|letter| alphabet.contains(*letter) || *letter == '\u{307}');
        !strange.is_empty() && latin && !ALPHABETS.iter().any(fits)
    });
    i64::try_from(mixed.count()).unwrap_or(i64::MAX / 8) * WEIGHT
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
        // Lithuanian read as Western European.
        assert_eq!(mixtures("Àþuolas,Jûratë Ðimkutë"), 2 * WEIGHT);
    }
}
