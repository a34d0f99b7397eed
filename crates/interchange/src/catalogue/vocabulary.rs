//! The words of headings about people, in the languages that sheets come in.

#[rustfmt::skip]
pub(super) const WRITERS: &[&str] = &[
    "writer", "writers", "songwriter", "songwriters", "cowriter", "cowriters", "contributor", "contributors",
    "urheber", "rightsholder", "rightsholders", "rightholder", "mitwirkender", "upphovsman", "upphovspersoner",
    "ophavsmand", "opphaver", "opphavsperson", "claimant", "creator", "creators", "låtskriver", "låtskrivare",
    "sangskriver", "tekijä", "tekijät", "shareholder", "twórca", "twórcy", "besteciler", "著作者", "작가", "авторы", "scrittore", "schrijver", "schrijvers", "liedschreiber",
    // Whoever has a share of a work, as societies call them.
    "berechtigter", "berechtigte", "berechtigten", "beteiligter", "beteiligte", "ayant", "ayants", "ayantdroit", "ayantsdroit", "créateur", "créateurs", "derechohabiente",
    "derechohabientes", "avente", "aventi", "rechthebbende", "rechthebbenden", "rättighetshavare",
    "rättighetsinnehavare", "rettighetshaver", "rettighetshavere", "rettighedshaver", "rettighedshavere",
    "oikeudenhaltija", "oikeudenhaltijat", "oikeudenomistaja",
];
#[rustfmt::skip]
pub(super) const COMPOSERS: &[&str] = &[
    "composer", "composers", "komponist", "komponisten", "compositeur", "compositeurs", "compositor",
    "compositores", "compositore", "compositori", "componist", "componisten", "komponister", "kompositör",
    "kompositörer", "säveltäjä", "säveltäjät", "kompozytor", "kompozytorzy", "skladatel", "skladatelé", "zeneszerző",
    "besteci", "композитор", "композиторы", "συνθέτης", "作曲", "作曲者", "作曲家", "작곡", "작곡가",
];
#[rustfmt::skip]
pub(super) const LYRICISTS: &[&str] = &[
    "lyricist", "lyricists", "textdichter", "texter", "letrista", "letristas", "paroliere", "parolieri", "parolier",
    "paroliers", "textař", "szövegíró", "στιχουργός", "作詞", "作詞者", "作词", "作词者", "작사", "작사가", "tekstdichter", "tekstforfatter", "tekstforfattere", "textförfattare", "sanoittaja", "sanoittajat",
];
/// Authors, who wrote words where composers stand beside them.
#[rustfmt::skip]
pub(super) const AUTHORS: &[&str] = &[
    "author", "authors", "auteur", "auteurs", "autor", "autores", "autoren", "autore", "autori", "forfatter",
    "tekijä",
];
#[rustfmt::skip]
pub(super) const ARRANGERS: &[&str] = &[
    "arranger", "arrangers", "bearbeiter", "arrangeur", "arrangeurs", "arreglista", "arreglistas", "arreglador",
    "arrangiatore", "arrangiatori", "bewerker", "arrangör", "arrangörer", "arrangør", "arrangører", "sovittaja",
    "adaptador", "aranżer", "аранжировщик", "編曲", "編曲者", "编曲", "편곡", "편곡자",
];
#[rustfmt::skip]
pub(super) const PUBLISHERS: &[&str] = &[
    "publisher", "publishers", "publishing", "verlag", "verlage", "musikverlag", "originalverlag", "éditeur",
    "éditeurs", "editeur", "editeurs", "editorial", "editoriales", "editora", "editoras", "editor", "editore",
    "editori", "uitgever", "uitgevers", "uitgeverij", "forlag", "forlegger", "musikforlag", "musikkforlag",
    "förlag", "musikförlag", "kustantaja", "kustantajat", "wydawca", "wydawcy", "vydavatel", "yayıncı", "издатель",
    "издательство", "εκδότης", "出版社", "出版者", "音楽出版社", "출판사",
];
#[rustfmt::skip]
pub(super) const SOCIETIES: &[&str] = &[
    "society", "societies", "pro", "pros", "affiliation", "affiliations", "cmo", "gesellschaft",
    "verwertungsgesellschaft", "société", "societe", "sociedad", "sociedade", "società", "organisatie", "selskap",
    "selskab", "sällskap", "rechtenorganisatie", "tekijänoikeusjärjestö", "forvaltningsorganisasjon",
];
#[rustfmt::skip]
pub(super) const SHARES: &[&str] = &[
    "share", "shares", "split", "splits", "percent", "percentage", "percentages", "pct", "anteil", "anteile",
    "part", "parts", "cuota", "quota", "quote", "aandeel", "andel", "andeler", "prozent", "prosent", "procent",
    "porcentaje", "pourcentage", "percentuale", "osuus", "ownership", "prosentti", "interest", "interests",
    "participación", "participacion", "participação", "quotas", "aandelen", "udział", "доля",
];
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "role", "roles", "capacity", "capacities", "designation", "function", "funktion", "rolle", "rollen", "rol",
    "fonction", "ruolo", "funktie", "roll", "rooli", "qualité", "rôle", "rôles", "fonctions", "roller", "función",
    "funcion", "papel", "calidad", "ruoli", "qualifica", "functie", "hoedanigheid", "função", "rola", "роль",
];
#[rustfmt::skip]
pub(super) const FIRST: &[&str] = &[
    "first", "given", "forename", "vorname", "vornamen", "prénom", "prénoms", "prenom", "fornavn", "förnamn",
    "voornaam", "etunimi", "nombre",
];
#[rustfmt::skip]
pub(super) const LAST: &[&str] = &[
    "last", "surname", "surnames", "family", "nachname", "familienname", "apellido", "apellidos", "cognome",
    "etternavn", "efternavn", "efternamn", "achternaam", "sukunimi",
];
pub(super) const MIDDLE: &[&str] = &["middle", "mellomnavn", "mellannamn", "mellemnavn", "zweitname"];
#[rustfmt::skip]
/// Headings of names of any kind of people: who has rights in works as well as in recordings. Beside roles they name whoever
/// has a share of the work.
pub(super) const ANYBODY: &[&str] = &[
    "nom", "noms", "nome", "nombre", "naam", "namn", "navn", "titular", "titulares", "titular de derechos", "rights holder", "rights holders", "titolare", "titolari",
    "titolare dei diritti", "rechteinhaber", "rechtsinhaber", "uprawniony", "правообладатель",
];
/// Words that say nothing more beside those above.
#[rustfmt::skip]
pub(super) const PLAIN: &[&str] = &[
    "name", "names", "full", "legal", "s", "es", "en", "in", "innen", "n", "the", "of", "by", "and", "und", "et",
    "y", "og", "och", "e", "de", "des", "du", "la", "le", "di", "del", "della", "van", "song", "track", "work",
    "music", "original", "all", "credit", "credits", "list", "co", "main", "controlled", "nom", "nome", "naam",
    "navn", "namn", "nimi", "musik", "musique", "música", "musica", "muziek", "or",
    "with", "incl", "including", "mit", "avec", "con", "their", "swr", "owr", "spu", "opu", "текста", "музыки", "слов",
    "droit", "droits", "derecho", "derechos", "diritto", "diritti", "direitos", "l", "d",
];
/// The same for what stands beside names.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "nr", "no", "number", "code", "pr", "performance", "performing", "right", "rights", "owner", "own", "owned",
    "total", "public", "ipi", "cae", "perf", "side", "org", "organisation", "organization", "tis", "nummer",
    "numéro", "número", "numero", "collection", "composition", "control",
];
