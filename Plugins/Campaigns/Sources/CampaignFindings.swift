import EngageAnalysis
import EngageModel
import EngageReport

/// What is said about the groups: sentences and notes.
struct CampaignFindings {
  let plan: CampaignPlan
  let tally: CampaignTally
  let found: FoundCampaigns

  private var answered: Int { tally.answers.sum }

  var statements: [Statement] {
    guard answered > 0 else { return [Statement("Nobody wrote a text.")] }
    guard answered >= max(plan.smallestBase, plan.smallestGroup) else { return [tooFew] }
    guard let largest = found.campaigns.first else { return [none] }
    return [finding, self.largest(largest)]
  }

  private func total(_ row: String) -> CellReference {
    CellReference(table: "totals", row: row, column: "responses")
  }

  /// "Too few to say whether texts are alike: four responses have one."
  private var tooFew: Statement {
    let count = Wording.count(answered, "response has", "responses have")
    return Statement(
      "\(Wording.sentence(Wording.tooFewToSay)) whether texts came more than once: \(count) one.",
      values: ["answered": total("all")])
  }

  private var none: Statement {
    Statement(
      "No text came from \(Wording.number(plan.smallestGroup)) or more of "
        + "\(Wording.number(answered)) responses in the same or nearly the same words.",
      values: ["answered": total("all")])
  }

  /// "Of 1,200 responses with a text, 240 (20%) belong to three groups in the same or nearly the same words; with each
  /// group counted once, 963 remain."
  private var finding: Statement {
    let members = found.responses.sum
    let words = Wording.compared(members, answered)
    let percent =
      answered >= Wording.smallestPercentageBase ? " (\(Wording.percent(members, of: answered)))" : ""
    let groups = Wording.count(found.campaigns.count, "group", "groups")
    return Statement(
      "Of \(words[1]) responses with a text, \(words[0])\(percent) belong to \(groups) in the same or nearly the same "
        + "words; with each group counted once, \(Wording.number(found.once(tally.answers).sum)) remain.",
      role: .finding,
      values: [
        "in_groups": total("in_groups"), "answered": total("all"), "each_once": total("each_once"),
      ])
  }

  /// "The largest group has 120 responses, of which 80 are word for word the same."
  private func largest(_ campaign: Campaign) -> Statement {
    let count = campaign.responses.count
    let isTie = found.campaigns.count { $0.responses.count == count } > 1
    let words = Wording.compared(count, campaign.copies.count)
    let copies =
      switch campaign.copies.count {
      case count: "all word for word the same"
      case 1: "no two of them word for word the same"
      default: "of which \(words[1]) are word for word the same"
      }
    return Statement(
      "The largest \(isTie ? "groups have" : "group has") \(words[0]) responses"
        + (isTie ? "." : ", \(copies)."),
      values: ["largest": CellReference(table: "campaigns", row: "1", column: "responses")])
  }

  /// How groups are found and what the counts mean.
  var notes: [String] {
    let similarity = Cell.number(plan.similarity).amount.map { "\($0)" } ?? ""
    var notes = [
      "Texts of \(plan.shortest) words or more belong together where at least \(similarity) of their runs of three "
        + "words are in both, or a chain of such texts links them; those of \(plan.shortestCopy) words or more where "
        + "they are the same but for capitals and punctuation. Every two such texts are found. Groups of fewer than "
        + "\(plan.smallestGroup) responses are not told.",
      "Nothing is left out: every copy stays in every other count of the report. “Each group counted once” only says "
        + "what the count would be. That people use the same words does not make what they say less theirs.",
      "Whether a group is a campaign, a form letter or a common phrase is for those to judge who read it. The least "
        + "similarity is that to the text that most of a group have; a chain of texts may go below what two need.",
    ]
    if tally.answers.tables > 0 {
      notes.append(
        "A form is one person, a table's notes are several people: forms and tables do not add up to people. "
          + "A group counted once is a form where any of its responses is one.")
    }
    if tally.plenaries > 0 {
      notes.append("What was said in front of all is not counted: it is no table's and no one person's.")
    }
    if tally.isWeighted { notes.append("Responses are counted here, without their weights.") }
    return notes
  }
}
