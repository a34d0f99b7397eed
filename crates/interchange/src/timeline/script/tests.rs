//! Scripts in both forms, and what is read of them.

use crate::timeline::{Hints, Place, Setting, Timeline, read_timeline};

fn read(text: &str) -> Timeline {
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

#[test]
fn a_fountain_script_has_scenes() {
    let script = read(
        "Title: _**The Harbour**_\n\tPart two\nAuthor: Ann\n\n# Act one\n\n= Who is who\n\n.OPENING SHOT #1#\n\nINT. BAR - NIGHT #2A#\n\n= Mara meets Jun\n\n\
         The jukebox plays \"Blue Moon\". [[temp is fine\nfor now]]\n\n/* EXT. CUT SCENE - DAY\n\nGone. */\nMARA (CONT'D)\n(quietly)\nHello.\n\nJUN ^\nHi.\n\nCUT TO:\n\n## Pier\n\next. pier\n\nRain. EXT. is no heading here.\n",
    );
    assert_eq!(script.format, "fountain");
    assert_eq!(script.title, "The Harbour Part two");
    let told: Vec<_> = script.scenes.iter().map(|scene| (scene.number.as_str(), scene.heading.as_str())).collect();
    assert_eq!(told, [("1", "OPENING SHOT"), ("2A", "INT. BAR - NIGHT"), ("", "ext. pier")]);
    let bar = &script.scenes[1];
    assert_eq!(
        (bar.setting, bar.location.as_str(), bar.time_of_day.as_str()),
        (Some(Setting::Interior), "BAR", "NIGHT")
    );
    assert_eq!((bar.characters.as_slice(), bar.dual_dialogue), (&["MARA".to_owned(), "JUN".to_owned()][..], true));
    assert_eq!(
        (bar.synopsis.as_str(), bar.notes.as_slice()),
        ("Mara meets Jun", &["temp is fine\nfor now".to_owned()][..])
    );
    assert_eq!((bar.hints.len(), bar.hints[0].word.as_str(), bar.hints[0].title.as_str()), (1, "jukebox", "Blue Moon"));
    assert_eq!((&bar.place, &bar.hints[0].place), (&Place::Line(11), &Place::Line(15)));
    assert_eq!(script.scenes[2].sections, ["Act one", "Pier"]);
    assert!(bar.estimated && bar.eighths >= 1);
}

const FDX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5">
<Content>
<Paragraph Number="22A" Type="Scene Heading">
<SceneProperties Length="1 3/8" Page="12" Title="Mara &amp; Jun meet"><SceneArcBeats><CharacterArcBeat Name="MARA"><Paragraph><Text>beat</Text></Paragraph></CharacterArcBeat></SceneArcBeats></SceneProperties>
<Text>INT. BAR </Text><Text Style="Bold">- NIGHT</Text></Paragraph>
<Paragraph Type="Action"><Text>The band plays &#8220;Blue Moon&#8221;.</Text><ScriptNote><Paragraph><Text>temp</Text></Paragraph></ScriptNote></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>JUN (V.O.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Hi.</Text></Paragraph>
<Paragraph Type="Character"><Text>ANN</Text></Paragraph><Paragraph Type="Dialogue"><Text>Hi.</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Scene Heading" Number="23"><Text>OMITTED</Text></Paragraph>
<Paragraph Type="Scene Heading"/>
</Content>
<TitlePage><Content><Paragraph><Text>The </Text><Text>Harbour</Text></Paragraph><Paragraph><Text>by Ann</Text></Paragraph></Content></TitlePage>
</FinalDraft>"#;

#[test]
fn a_final_draft_script_has_scenes() {
    let script = read(FDX);
    assert_eq!((script.format, script.title.as_str(), script.scenes.len()), ("fdx", "The Harbour", 2));
    let bar = &script.scenes[0];
    assert_eq!((bar.number.as_str(), bar.heading.as_str(), bar.page.as_str()), ("22A", "INT. BAR - NIGHT", "12"));
    assert_eq!((bar.eighths, bar.estimated, bar.synopsis.as_str()), (11, false, "Mara & Jun meet"));
    assert_eq!(bar.characters, ["MARA", "JUN", "ANN"]);
    assert!(bar.dual_dialogue);
    assert_eq!((bar.notes.as_slice(), bar.hints[0].title.as_str()), (&["temp".to_owned()][..], "Blue Moon"));
    assert_eq!(bar.hints[0].place, Place::Line(7));
    assert!(script.scenes[1].omitted);
}

#[test]
fn a_damaged_script_gives_what_it_has() {
    let cut = &FDX[..FDX.find("<Paragraph><DualDialogue>").expect("there")];
    assert_eq!(read(cut).scenes.len(), 1);
    let broken = FDX.replace("<Paragraph><DualDialogue>", "<Paragraph <DualDialogue>");
    assert_eq!(read(&broken).scenes[0].number, "22A");
    let deep = format!("<FinalDraft><Content>{}", "<Paragraph>".repeat(10_000));
    assert!(read_timeline(deep.as_bytes(), &Hints::default()).is_err());
}

#[test]
fn the_title_of_a_scene_and_what_is_said_of_it_are_two() {
    let scene = |title: &str, summary: &str| {
        let text = format!(
            "<FinalDraft DocumentType=\"Script\"><Content><Paragraph Type=\"Scene Heading\" Number=\"1\"><SceneProperties \
             Length=\"1\" Page=\"1\" Title=\"{title}\">{summary}</SceneProperties><Text>INT. BAR</Text></Paragraph></Content>\
             </FinalDraft>"
        );
        read(&text).scenes[0].synopsis.clone()
    };
    let summary = "<Summary><Paragraph><Text>Mary finds </Text><Text>a radio.</Text></Paragraph>\
                   <Paragraph><Text>It plays.</Text></Paragraph></Summary>";
    assert_eq!(scene("Opening", summary), "Opening: Mary finds a radio. It plays.");
    assert_eq!(scene("", summary), "Mary finds a radio. It plays.");
    assert_eq!(scene("Opening", ""), "Opening");
    assert_eq!(scene("Opening", "<Summary><Paragraph><Text/></Paragraph></Summary>"), "Opening");
}
