//! Parties, works, and what clearances have beside themselves.

use model::{
    Attachment, AttachmentId, Budget, BudgetCategory, BudgetId, Clearance, ClearanceEvent, ClearanceEventId,
    ClearanceId, CueId, CurrencyRate, CurrencyRateId, CutId, EpisodeId, MfnGroup, MfnGroupId, OptionStep, OptionStepId,
    Party, PartyId, PartyKind, Payment, PaymentId, PlacementId, Publishing, Recording, Scenario, ScenarioId,
    ScenarioPick, Share, ShareRole, Side, SocietyNumber, TrackId, Work, WorkId, WorkShare, WorkShareId,
};
use model::{CarveMethod, CarveOut, EpisodeFacts, Logo, LogoKind, SeriesFacts};
use store::{Ids, Rows, StoreError};

use super::{AT, clearance};

pub fn party(id: i64) -> Party {
    let text = |what: &str| format!("{what} {id}");
    Party {
        id: PartyId(id),
        kind: PartyKind::Company,
        name: text("Fjord Songs"),
        first_name: String::new(),
        ipi: "00199999997".into(),
        society: "TONO".into(),
        contact: text("Kari"),
        email: "clearance@fjord.example".into(),
        phone: "+47 55 55 55 55".into(),
        address: "Bryggen 1\nBergen".into(),
        note: text("note"),
    }
}

pub fn work(id: i64) -> Work {
    Work {
        id: WorkId(id),
        title: "Silent Echoes".into(),
        other_titles: vec!["Stille".into()],
        iswc: "T0345246801".into(),
        writers_part: Share::HALF,
        publishing: Publishing::Published,
        unpublished: Share(250_000),
        copyright_control: Share(125_000),
        public_domain: false,
        society_numbers: vec![SocietyNumber { society: "PRS".into(), number: "1234BM".into() }],
        note: String::new(),
    }
}

pub fn work_share(id: i64, work: i64, party: i64) -> WorkShare {
    WorkShare {
        id: WorkShareId(id),
        work: WorkId(work),
        party: PartyId(party),
        role: ShareRole::OriginalPublisher,
        share: Share(750_000),
        territory: "World".into(),
        acts_for: None,
        ordinal: id,
    }
}

pub fn recording(track: i64, work: i64, label: i64) -> Recording {
    Recording {
        track: TrackId(track),
        work: Some(WorkId(work)),
        label: Some(PartyId(label)),
        catalogue_number: "NL 12".into(),
        cut_number: "3".into(),
        library: String::new(),
    }
}

pub fn event(id: i64, clearance: i64, at: &str) -> ClearanceEvent {
    ClearanceEvent {
        id: ClearanceEventId(id),
        clearance: ClearanceId(clearance),
        at: at.into(),
        body: "requested".into(),
    }
}

pub fn option(id: i64, clearance: i64, ordinal: i64) -> OptionStep {
    OptionStep {
        id: OptionStepId(id),
        clearance: ClearanceId(clearance),
        label: "Trailer".into(),
        media: "Promotion".into(),
        territory: "World".into(),
        term: "1 year".into(),
        fee: Some(200_000),
        exercise_by: "2027-03-01".into(),
        exercised: false,
        ordinal,
        exercised_on: String::new(),
    }
}

pub fn payment(id: i64, clearance: i64) -> Payment {
    Payment {
        id: PaymentId(id),
        clearance: ClearanceId(clearance),
        amount: 150_000,
        invoice: "4711".into(),
        due_on: "2026-12-01".into(),
        paid: false,
        paid_on: String::new(),
        note: "first half".into(),
    }
}

/// What clearances have beside themselves: all of it about clearance 20, cue 60 and placement 70.
pub fn fill_rights(rows: &Rows) -> Result<(), StoreError> {
    rows.insert_party(&party(22))?;
    rows.insert_work(&work(23))?;
    rows.insert_work_share(&work_share(24, 23, 22))?;
    rows.set_recording(&recording(10, 23, 22))?;
    rows.insert_mfn_group(&MfnGroup { id: MfnGroupId(25), name: "MFN A".into() })?;
    rows.update_clearance(&full_clearance())?;
    rows.insert_clearance_event(&event(26, 20, "2026-11-12"))?;
    rows.insert_clearance_event(&event(27, 20, AT))?;
    rows.insert_option_step(&option(28, 20, 0))?;
    rows.insert_payment(&payment(36, 20))?;
    let path = "/letters/confirmed.pdf".into();
    let (id, clearance) = (AttachmentId(29), ClearanceId(20));
    rows.insert_attachment(&Attachment { id, clearance, label: "Confirmation".into(), path })?;
    rows.insert_currency_rate(&CurrencyRate {
        id: CurrencyRateId(32),
        currency: "USD".into(),
        rate: 925_000,
        on_date: "2026-11-01".into(),
    })?;
    let of_season = (Some(1), None);
    let of_episode = (None, Some(EpisodeId(40)));
    for (id, (season, episode)) in [(33, of_season), (34, of_episode)] {
        let category = BudgetCategory::Songs;
        rows.insert_budget(&Budget { id: BudgetId(id), season, episode, category, amount: 9_000_000 })?;
    }
    rows.insert_scenario(&scenario(35, 41, Some(70)))
}

/// Clearance 20 with everything said.
pub fn full_clearance() -> Clearance {
    let text = |what: &str| what.to_owned();
    Clearance {
        episode: Some(EpisodeId(40)),
        party: Some(PartyId(22)),
        share: Share(750_000),
        status: model::ClearanceStatus::Countered,
        estimate: Some(1),
        currency: text("USD"),
        media: text("All media"),
        territory: text("World"),
        term: text("Perpetuity"),
        starts: text("2026-01-01"),
        ends: text("2031-01-01"),
        max_uses: Some(2),
        mfn_group: Some(MfnGroupId(25)),
        mfn_exempt: true,
        next_action: text("Answer"),
        next_on: text("2026-11-26"),
        reference: text("FS-12"),
        note: text("ask again"),
        top_up: Some(2),
        ..clearance(20, 10, Side::OneStop)
    }
}

pub fn scenario(id: i64, cut: i64, placement: Option<i64>) -> Scenario {
    let picks = placement.map(|placement| ScenarioPick { cue: CueId(60), placement: PlacementId(placement) });
    Scenario {
        id: ScenarioId(id),
        cut: CutId(cut),
        name: format!("B for 4M07, {id}"),
        picks: picks.into_iter().collect(),
    }
}

/// Changes every row that [`fill_rights`] made.
pub fn change_rights(rows: &Rows) -> Result<(), StoreError> {
    rows.update_party(&Party { kind: PartyKind::Person, ..party(22) })?;
    rows.update_work(&Work { public_domain: true, ..work(23) })?;
    rows.update_work_share(&WorkShare { share: Share::HALF, ..work_share(24, 23, 22) })?;
    rows.set_recording(&Recording { work: None, ..recording(10, 23, 22) })?;
    rows.update_mfn_group(&MfnGroup { id: MfnGroupId(25), name: "MFN B".into() })?;
    rows.update_clearance_event(&event(26, 20, "2026-11-13"))?;
    let exercised_on = "2026-11-20".into();
    rows.update_option_step(&OptionStep { exercised: true, exercised_on, ..option(28, 20, 0) })?;
    rows.update_payment(&Payment { paid: true, paid_on: "2026-11-30".into(), ..payment(36, 20) })?;
    for mut attachment in rows.attachments(ClearanceId(20))? {
        attachment.label.clear();
        rows.update_attachment(&attachment)?;
    }
    for mut rate in rows.currency_rates()? {
        rate.rate += 1;
        rows.update_currency_rate(&rate)?;
    }
    for mut budget in rows.budgets()? {
        budget.amount = 0;
        rows.update_budget(&budget)?;
    }
    rows.update_scenario(&scenario(35, 41, None))
}

/// Takes away what [`fill_rights`] made; the clearance and the episode go with [`clear`].
pub fn clear_rights(rows: &Rows) -> Result<(), StoreError> {
    rows.delete_scenario(ScenarioId(35))?;
    rows.delete_budget(BudgetId(33))?;
    rows.delete_budget(BudgetId(34))?;
    rows.delete_currency_rate(CurrencyRateId(32))?;
    rows.delete_attachment(AttachmentId(29))?;
    rows.delete_option_step(OptionStepId(28))?;
    rows.delete_payment(PaymentId(36))?;
    rows.delete_clearance_event(ClearanceEventId(26))?;
    rows.delete_clearance_event(ClearanceEventId(27))?;
    rows.delete_mfn_group(MfnGroupId(25))?;
    rows.delete_recording(TrackId(10))?;
    rows.delete_work_share(WorkShareId(24))?;
    rows.delete_work(WorkId(23))?;
    rows.delete_party(PartyId(22))
}

/// What cue sheets need beyond the timeline. The cues have to be there.
pub fn fill_filing(rows: &Rows, ids: &Ids) -> Result<(), StoreError> {
    rows.set_series_facts(&SeriesFacts { network: "Harbour TV".into(), ..SeriesFacts::default() })?;
    rows.set_episode_facts(&EpisodeFacts {
        episode: EpisodeId(40),
        air_date: "2027-01-14".into(),
        incomplete: "two writers have not answered".into(),
        ..EpisodeFacts::default()
    })?;
    rows.set_carve_out(&carve_out(CarveMethod::Centre))?;
    rows.set_template("quote-request", "Dear {{ to.name }}", ids)?;
    rows.set_logo(&Logo { kind: LogoKind::Png, picture: vec![1, 2, 3] })?;
    rows.set_profile("mine", "{}", ids)
}

/// Changes each of them.
pub fn change_filing(rows: &Rows, ids: &Ids) -> Result<(), StoreError> {
    rows.set_series_facts(&SeriesFacts {
        cast: "Mara".into(),
        synopsis: "A harbour town.".into(),
        ..rows.series_facts()?
    })?;
    rows.set_episode_facts(&EpisodeFacts { year: "2026".into(), ..rows.episode_facts(EpisodeId(40))? })?;
    rows.set_carve_out(&carve_out(CarveMethod::First))?;
    rows.set_template("quote-request", "Hello", ids)?;
    rows.set_logo(&Logo { kind: LogoKind::Svg, picture: vec![4] })?;
    rows.set_profile("mine", "[]", ids)
}

/// Takes them away; the series' facts stay, since there is always one series.
pub fn clear_filing(rows: &Rows) -> Result<(), StoreError> {
    rows.delete_episode_facts(EpisodeId(40))?;
    rows.delete_carve_outs_of(CueId(60))?;
    rows.delete_template("quote-request")?;
    rows.delete_logo()?;
    rows.delete_profile("mine").map(drop)
}

fn carve_out(method: CarveMethod) -> CarveOut {
    CarveOut { first: CueId(60), second: CueId(60), method }
}
