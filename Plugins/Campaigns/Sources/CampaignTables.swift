import EngageAnalysis
import EngageModel
import EngageReport
import EngageText

/// The tables of what was found.
struct CampaignTables {
  let plan: CampaignPlan
  let tally: CampaignTally
  let found: FoundCampaigns

  private var questionNames: [String] { plan.questions.map(\.id.rawValue) }
  private var base: Base { Base(answered: tally.answers.sum, missing: tally.missing, counts: answered) }

  /// Who wrote something.
  private var answered: Counted { Counted(where: [Counted.texts(in: plan.questions): []]) }
  /// What groups are found by makes their dimension.
  private var groups: String {
    "campaign:\(plan.similarity),\(plan.shortest),\(plan.shortestCopy),\(plan.smallestGroup):"
      + Counted.texts(in: plan.questions).dropFirst("text:".count)
  }
  /// Who is in a group wrote something, and is in any of those found. That these are all is not told so: groups are
  /// found anew whenever something comes in.
  private var unions: [Union] {
    [
      Union([Counted.texts(in: plan.questions): []], of: [[groups: ["yes"]]], isComplete: false),
      Union(
        [groups: ["yes"]], of: found.campaigns.indices.map { ["\(groups)/\($0 + 1)": ["exact", "near"]] },
        isComplete: false, isApart: plan.questions.count == 1),
    ]
  }
  /// In which group somebody is, where nobody is in several: those of one question.
  private var group: String? { plan.questions.count == 1 ? groups + "#group" : nil }
  private var grouped: Counted {
    let all = found.campaigns.indices.map { String($0 + 1) }
    let alike = group.map { [Counted(where: [$0: all.isEmpty ? [Counted.nobody] : all])] }
    return Counted(where: [groups: ["yes"]], alike: alike ?? [])
  }
  /// Who is in the group of a row.
  private var member: Counted {
    var all = member("exact", "near")
    all.alike = group.map { [Counted(keys: ["campaign": $0])] } ?? []
    return all
  }
  /// Who is in the group of a row, word for word or nearly.
  private func member(_ copies: String...) -> Counted {
    Counted(keys: ["campaign": groups + "/"], values: copies)
  }

  private func name(_ campaign: Int) -> [Cell] {
    [.text(String(campaign + 1)), .text("Group \(campaign + 1)")]
  }

  private static let names = [Column("campaign", "Group", .key), Column("label", "Group", .text)]

  /// A row for each group.
  var campaigns: Table {
    var columns =
      CampaignTables.names + [
        Column("responses", "Responses", .count, counts: member),
        Column(
          "forms", "Forms", .count, counts: member.and([Counted.unit: [Counted.form]])),
        Column(
          "tables", "Tables", .count, counts: member.and([Counted.unit: [Counted.table]])),
        Column("share", "Share", .share, from: "responses", whole: answered),
        Column("exact", "Word for word", .count, counts: member("exact")),
        Column("near", "Nearly", .count, counts: member("near")),
        Column("texts", "Different texts", .number), Column("similarity_min", "Least similarity", .number),
        Column("words", "Words", .number),
      ]
    if plan.quotes { columns.append(Column("text", "Text that most of them have", .quote)) }
    let rows = found.campaigns.enumerated().map { index, campaign in
      let count = campaign.responses.count
      var row =
        name(index) + [
          .count(count), .count(campaign.units.forms), .count(campaign.units.tables),
          .share(count, of: tally.answers.sum), .count(campaign.copies.count),
          .count(count - campaign.copies.count), .count(campaign.differentTexts),
          .number(campaign.leastSimilarity), .count(Int(tally.texts.words[campaign.text])),
        ]
      if plan.quotes { row.append(found.words(of: campaign, in: tally).map { .text($0) } ?? .missing) }
      return row
    }
    return Table(
      name: "campaigns", title: "Groups of texts that are nearly the same", base: base,
      dimensions: questionNames, overlapping: true, columns: columns, rows: rows, unions: unions)
  }

  /// Responses counted both ways.
  var totals: Table {
    func row(_ key: String, _ label: String, _ units: UnitCount) -> [Cell] {
      [.text(key), .text(label), .count(units.sum), .count(units.forms), .count(units.tables)]
    }
    return Table(
      name: "totals", title: "Responses with a text, counted both ways", base: base,
      dimensions: questionNames, overlapping: true,
      columns: [
        Column("count", "Count", .key), Column("label", "Counted", .text),
        Column("responses", "Responses", .count), Column("forms", "Forms", .count),
        Column("tables", "Tables", .count),
      ],
      rows: [
        row("all", "Every response", tally.answers),
        row("in_groups", "Of these, in a group", found.responses),
        row("each_once", "Each group counted once", found.once(tally.answers)),
      ],
      counts: [
        "all": counts(answered), "in_groups": counts(grouped),
      ], unions: unions)
  }

  /// What a row on some responses counts.
  private func counts(_ counted: Counted) -> [String: Counted] {
    [
      "responses": counted, "forms": counted.and([Counted.unit: [Counted.form]]),
      "tables": counted.and([Counted.unit: [Counted.table]]),
    ]
  }

  /// By question, where there are several.
  var byQuestion: [Table] {
    guard plan.questions.count > 1 else { return [] }
    let parts = plan.questions.enumerated().map { index, question in
      Part(key: question.id.rawValue, label: question.label.text, answered: tally.answersByQuestion[index])
    }
    let members = found.campaigns.map { campaign in
      var members = Array(repeating: Set<Int>(), count: parts.count)
      for text in campaign.texts {
        members[Int(tally.questionOfText[text])].insert(Int(tally.responseOfText[text]))
      }
      return members
    }
    return tables(of: parts, named: "per-question", by: "question", "question", "Question", members)
  }

  /// By group of the breakdown, where there is one.
  var byGroup: [Table] {
    guard let groups = plan.groups else { return [] }
    let parts = groups.keys.indices.map {
      Part(key: groups.keys[$0], label: groups.labels[$0], answered: tally.answersByGroup[$0])
    }
    let members = found.campaigns.map { campaign in
      var members = Array(repeating: Set<Int>(), count: parts.count)
      for response in campaign.responses {
        for group in tally.groups(of: response) { members[Int(group)].insert(response) }
      }
      return members
    }
    let breakdown = groups.breakdown
    var told = tables(
      of: parts, named: "by-\(breakdown.name)", by: groups.needs.isEmpty ? breakdown.name : breakdown.label,
      "group", breakdown.label, members)
    let meanings: [String: Counted] = [
      "campaigns-by-\(breakdown.name)/responses": member,
      "totals-by-\(breakdown.name)/responses": answered,
      "totals-by-\(breakdown.name)/in_groups": grouped,
    ]
    for index in told.indices {
      told[index].dimensions.append(breakdown.name)
      told[index].unions = unions
      for column in told[index].columns.indices {
        let name = "\(told[index].name)/\(told[index].columns[column].name)"
        told[index].columns[column].counts = meanings[name]?.by(groups, key: "group")
        if told[index].columns[column].kind == .share {
          told[index].columns[column].whole = answered.by(groups, key: "group")
        }
      }
    }
    return told
  }

  /// A part of the responses.
  private struct Part {
    let key: String
    let label: String
    let answered: Int
  }

  /// - Parameter members: for each group of texts and each part, the responses.
  private func tables(
    of parts: [Part], named suffix: String, by words: String, _ key: String, _ label: String,
    _ members: [[Set<Int>]]
  ) -> [Table] {
    [
      Table(
        name: "campaigns-\(suffix)", title: "Groups by \(words)", base: base,
        dimensions: questionNames, overlapping: true,
        columns: [
          Column("campaign", "Group", .key), Column(key, label, .key), Column("label", "Group", .text),
          Column("\(key)_label", label, .text), Column("responses", "Responses", .count),
          Column("share", "Share", .share, from: "responses"),
        ], rows: rows(of: parts, members)),
      Table(
        name: "totals-\(suffix)", title: "Responses counted both ways by \(words)",
        base: base, dimensions: questionNames, overlapping: true,
        columns: [
          Column(key, label, .key), Column("label", label, .text),
          Column("responses", "Every response", .count),
          Column("in_groups", "Of these, in a group", .count),
          Column("each_once", "Each group counted once", .count),
        ], rows: totals(of: parts, members)),
    ]
  }

  private func rows(of parts: [Part], _ members: [[Set<Int>]]) -> [[Cell]] {
    found.campaigns.indices.flatMap { campaign in
      parts.enumerated().map { index, part in
        let count = members[campaign][index].count
        let names = name(campaign)
        return [
          names[0], .text(part.key), names[1], .text(part.label), .count(count),
          .share(count, of: part.answered),
        ]
      }
    }
  }

  private func totals(of parts: [Part], _ members: [[Set<Int>]]) -> [[Cell]] {
    parts.enumerated().map { index, part in
      let inGroups = members.reduce(into: Set<Int>()) { $0.formUnion($1[index]) }.count
      let heads = members.count { !$0[index].isEmpty }
      return [
        .text(part.key), .text(part.label), .count(part.answered), .count(inGroups),
        .count(part.answered - inGroups + heads),
      ]
    }
  }

  /// Which response is in which group, for internal readers.
  var members: Table {
    let rows = found.campaigns.enumerated().flatMap { index, campaign in
      campaign.responses.map { (id: tally.ids[$0], isCopy: campaign.copies.contains($0)) }
        .sorted { ($0.id, $0.isCopy ? 0 : 1) < ($1.id, $1.isCopy ? 0 : 1) }
        .map { name(index) + [.text(String($0.id)), .text($0.isCopy ? "exact" : "near")] }
    }
    // A response's number leads to a person: what may not be seen by others is marked as a quote is.
    return Table(
      name: "members", title: "The responses of each group", dimensions: questionNames, overlapping: true,
      columns: CampaignTables.names + [
        Column("response", "Response", .quote), Column("copy", "Copy", .text),
      ], rows: rows)
  }
}
