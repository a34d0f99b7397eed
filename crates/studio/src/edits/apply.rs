//! Doing edits: each goes to its family.

use super::work::Work;
use super::{
    ClearancePatch, Edit, EditError, clearances, cues, cuts, episodes, filing, library, mfn, money, papers, parties,
    placements, prepare, recordings, review, scenarios, scenes, shares, show, suggested, themes, works,
};

/// Does one edit within the open transaction.
pub(super) fn apply(work: &mut Work<'_>, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::SetShow { title, currency, production_company } => {
            show::set(work, title.as_deref(), currency.as_deref(), production_company.as_deref())
        }

        Edit::EditTracks { tracks, set } => library::edit(work, tracks, set),
        Edit::RemoveTracks { tracks } => library::remove(work, tracks),
        Edit::RelinkTrack { track, path } => library::relink(work, *track, path),
        Edit::AddCharacter { name } => themes::add_character(work, name),
        Edit::AddTheme { name, character, tracks } => themes::add(work, name, *character, tracks),
        Edit::EditTheme { theme, name, tracks } => themes::edit(work, *theme, name.as_deref(), tracks.as_deref()),
        Edit::RemoveTheme { theme } => themes::remove(work, *theme),

        Edit::AddEpisode { season, number, title, cut } => episodes::add(work, *season, *number, title, cut),
        Edit::EditEpisode { episode, season, number, title } => {
            episodes::edit(work, *episode, *season, *number, title.as_deref())
        }
        Edit::RemoveEpisode { episode } => episodes::remove(work, *episode),
        Edit::AddCut { episode, cut, copy_from } => cuts::add(work, *episode, cut, *copy_from),
        Edit::EditCut { cut, set } => cuts::edit(work, *cut, set),
        Edit::RemoveCut { cut } => cuts::remove(work, *cut),
        Edit::SetReels { cut, reels } => cuts::set_reels(work, *cut, reels),

        Edit::AddScene { cut, scene } => scenes::add(work, *cut, scene),
        Edit::EditScene { scene, set } => scenes::edit(work, *scene, set),
        Edit::RemoveScenes { scenes } => scenes::remove(work, scenes),
        Edit::ReplaceScenes { cut, scenes } => scenes::replace(work, *cut, scenes),
        Edit::AddHit { cut, at, label } => scenes::add_hit(work, *cut, *at, label),
        Edit::EditHit { hit, at, label } => scenes::edit_hit(work, *hit, *at, label.as_deref()),
        Edit::RemoveHits { hits } => scenes::remove_hits(work, hits),

        Edit::AddLane { name, kind } => show::add_lane(work, name, *kind),
        Edit::EditLane { lane, name, kind, ordinal } => show::edit_lane(work, *lane, name.as_deref(), *kind, *ordinal),
        Edit::RemoveLane { lane } => show::remove_lane(work, *lane),

        Edit::AddCue { cut, at, kind, number, title, brief } => {
            let brief = brief.as_deref().unwrap_or_default();
            cues::add(work, *cut, *at, cues::Numbering { kind: *kind, number: *number }, title, brief)
        }
        Edit::EditCues { cues, set } => cues::edit(work, cues, set),
        Edit::NumberCue { cue, number } => cues::number(work, *cue, *number),
        Edit::DismissUsage { cues, fact } => cues::dismiss_usage(work, cues, *fact),
        Edit::RecallUsage { cues } => cues::recall_usage(work, cues),
        Edit::RemoveCues { cues } => cues::remove(work, cues),
        Edit::SetPick { placement } => cues::set_pick(work, *placement),

        Edit::Place { cut, track, lane, at, from, length, cue, gain, fade_in, fade_out } => {
            let shape = placements::Shape { gain: *gain, fade_in: *fade_in, fade_out: *fade_out };
            let request = placements::Request {
                cut: *cut,
                track: *track,
                lane: *lane,
                at: *at,
                from: *from,
                length: *length,
                cue: *cue,
                shape,
            };
            placements::place(work, &request)
        }
        Edit::MovePlacements { moves } => placements::shift(work, moves),
        Edit::TrimPlacement { placement, edge, to } => placements::trim(work, *placement, *edge, *to),
        Edit::SlipPlacement { placement, track_start } => placements::slip(work, *placement, *track_start),
        Edit::ShapePlacements { placements, gain, fade_in, fade_out } => {
            let shape = placements::Shape { gain: *gain, fade_in: *fade_in, fade_out: *fade_out };
            placements::shape(work, placements, shape)
        }
        Edit::BladePlacements { placements, at } => placements::blade(work, placements, *at),
        Edit::DuplicatePlacements { placements, by } => placements::duplicate(work, placements, *by),
        Edit::JoinCue { placement, cue } => placements::join(work, *placement, *cue),
        Edit::RemovePlacements { placements, keep_cues } => {
            placements::remove(work, placements, keep_cues.unwrap_or(false))
        }

        Edit::SetSeriesFacts { set } => filing::set_series(work, set),
        Edit::SetEpisodeFacts { episode, set } => filing::set_episode(work, *episode, set),
        Edit::SetCarveOut { first, second, method } => filing::carve(work, *first, *second, *method),
        Edit::SaveProfile { definition } => filing::save_profile(work, definition),
        Edit::RemoveProfile { id } => filing::remove_profile(work, id),
        Edit::SetTemplate { name, text } => papers::set_template(work, name, text.as_deref()),
        Edit::SetLogo { logo } => papers::set_logo(work, logo.as_deref()),

        Edit::StartRound { cut, audience } => review::start_round(work, *cut, audience),
        Edit::SetVerdict { placement, value, author } => review::set_verdict(work, *placement, *value, author),
        Edit::AddNote { cut, cue, placement, at, until, author, body, answers } => {
            let note = review::NewNote {
                cut: *cut,
                cue: *cue,
                placement: *placement,
                at: *at,
                until: *until,
                author,
                body,
                answers: *answers,
            };
            review::add_note(work, &note)
        }
        Edit::EditNote { note, body, resolved, at } => review::edit_note(work, *note, body.as_deref(), *resolved, *at),
        Edit::RemoveNotes { notes } => review::remove_notes(work, notes),

        Edit::AddParty { set } => parties::add(work, set),
        Edit::EditParties { parties, set } => parties::edit(work, parties, set),
        Edit::MergeParties { into, from } => parties::merge(work, *into, from),
        Edit::RemoveParties { parties } => parties::remove(work, parties),
        Edit::AddWork { title, tracks, set } => {
            works::add(work, title, tracks.as_deref().unwrap_or_default(), set.as_ref())
        }
        Edit::EditWorks { works, set } => works::edit(work, works, set),
        Edit::SetShares { work: id, shares } => shares::set(work, *id, shares),
        Edit::EvenOut { work: id, side } => shares::even_out(work, *id, *side),
        Edit::MakeWhole { work: id, side } => shares::make_whole(work, *id, *side),
        Edit::SetWork { tracks, work: id } => recordings::set_work(work, tracks, *id),
        Edit::EditRecordings { tracks, set } => recordings::edit(work, tracks, set),
        Edit::MergeWorks { into, from } => works::merge(work, *into, from),
        Edit::RemoveWorks { works } => works::remove(work, works),
        Edit::AcceptSuggestions { track, keys } => suggested::accept(work, *track, keys),
        Edit::DismissSuggestions { track, keys } => suggested::dismiss(work, *track, keys),
        Edit::RecallSuggestions { track } => suggested::recall(work, *track),

        Edit::PrepareClearances { tracks, episode, territory } => {
            prepare::prepare(work, tracks, *episode, territory.as_deref().unwrap_or("World"))
        }
        Edit::AddClearance { track, side, set } => {
            clearances::add(work, *track, *side, set.as_ref().unwrap_or(&ClearancePatch::default()))
        }
        Edit::EditClearances { clearances, set } => clearances::edit(work, clearances, set),
        Edit::SetQuote { clearance, fee, currency, quoted_for } => {
            mfn::quote(work, *clearance, *fee, currency.as_deref(), quoted_for.unwrap_or_default())
        }
        Edit::RemoveClearances { clearances } => clearances::remove(work, clearances),
        Edit::LogClearances { clearances, body, at } => clearances::log(work, clearances, body, at.as_deref()),
        Edit::RemoveClearanceEvents { events } => clearances::remove_events(work, events),
        Edit::SetOptions { clearance, options } => clearances::set_options(work, *clearance, options),
        Edit::AddAttachment { clearance, path, label } => clearances::attach(work, *clearance, path, label.as_deref()),
        Edit::RemoveAttachments { attachments } => clearances::detach(work, attachments),

        Edit::AddMfnGroup { name, clearances } => mfn::add(work, name.as_deref(), clearances),
        Edit::EditMfnGroup { group, name, fee } => mfn::edit(work, *group, name.as_deref(), *fee),
        Edit::RemoveMfnGroup { group } => mfn::remove(work, *group),
        Edit::SetRate { currency, rate, on } => money::set_rate(work, currency, *rate, on.as_deref()),
        Edit::RemoveRate { rate } => money::remove_rate(work, *rate),
        Edit::SetBudget { season, episode, category, amount } => {
            money::set_budget(work, *season, *episode, *category, *amount)
        }

        Edit::SaveScenario { cut, name, picks } => scenarios::save(work, *cut, name, picks.as_deref()),
        Edit::EditScenario { scenario, name, picks } => {
            scenarios::edit(work, *scenario, name.as_deref(), picks.as_deref())
        }
        Edit::ApplyScenario { scenario } => scenarios::apply(work, *scenario),
        Edit::RemoveScenario { scenario } => scenarios::remove(work, *scenario),
    }
}
