//! How much is asked of the database: what an edit costs must not grow with the library or the season.

use model::PlacementId;
use serde_json::json;
use studio::views::CutNews;
use tests::stage::{ALPHA, CUT, Stage, request, second, track};

/// The statements of a trim, from the command to the last view that the timeline reads again. Transactions included.
const OF_A_TRIM: u64 = 24;

/// Trims a placement three times; the statements of the last.
fn statements_of_a_trim(tracks: i64, placements: i64) -> u64 {
    store::count_statements();
    let tracks: Vec<_> = (1..=tracks).map(|id| track(id, &format!("Track {id}"), 20)).collect();
    let mut stage = Stage::with_tracks(&tracks);
    let (_, placement) = stage.place(ALPHA, 1, 0, 10);
    let place = |id: i64| json!({ "type": "place", "cut": CUT, "track": id % 3 + 1, "lane": 2, "at": second(id % 50), "length": second(1) });
    let studio = stage.studio();
    for id in 1..placements {
        studio.edit(&request(vec![place(id)])).expect("placed");
    }
    let mut since = studio.cut(CUT).expect("the cut").revision;
    let mut statements = 0;
    for end in [8, 7, 6] {
        let trim = json!({ "type": "trimPlacement", "placement": placement, "edge": "out", "to": second(end) });
        let before = store::statements_run();
        studio.edit(&request(vec![trim])).expect("trimmed");
        studio.program(CUT, &[], false).expect("a program");
        let CutNews::Moved(moves) = studio.cut_news(CUT, since).expect("news") else {
            panic!("the whole cut was read")
        };
        statements = store::statements_run() - before;
        since = moves.revision;
        let moved: Vec<PlacementId> = moves.placements.iter().map(|moved| moved.row.placement.id).collect();
        assert_eq!(moved, [PlacementId(placement)]);
    }
    statements
}

#[test]
fn a_trim_costs_the_same_few_statements_in_a_large_show() {
    let (small, large) = (statements_of_a_trim(3, 1), statements_of_a_trim(400, 120));
    assert_eq!(small, large);
    assert!(small <= OF_A_TRIM, "{small} statements");
}
