import EngageAnalysis
import EngageModel
import EngageReport
import EngageText

/// What is said about the counts: sentences and notes.
struct StanceFindings {
  private static let mostFindings = 3

  let plan: StancePlan
  let tally: StanceTally

  var statements: [Statement] {
    guard tally.answers.sum > 0 else { return [Statement("Nobody wrote a text.")] }
    let raised = plan.themes.indices.filter { plan.matcher.parents[$0] == nil && tally.themes[$0].sum > 0 }
    guard !raised.isEmpty else { return [Statement("No theme of the codebook was found.")] }
    let told = raised.filter { tally.themes[$0].sum >= plan.smallestBase }
      .sorted { (-tally.themes[$0].sum, $0) < (-tally.themes[$1].sum, $1) }.prefix(
        StanceFindings.mostFindings)
    guard !told.isEmpty else {
      let few = Wording.number(plan.smallestBase)
      return [
        Statement(
          "\(Wording.sentence(Wording.tooFewToSay)) how themes were spoken of: none came up in \(few) responses or more."
        )
      ]
    }
    return told.map(finding)
  }

  /// The words for a theme: in quotation marks where it has punctuation of its own.
  private func title(_ theme: Int) -> String {
    let title = plan.themes[theme].title
    return title.contains { ",;:()".contains($0) } ? "“\(title)”" : title
  }

  /// "Of 34 responses that raise the police, 12 have words of concern beside it, 4 of support and 9 of suggestion; for 14
  /// it is not clear."
  private func finding(_ theme: Int) -> Statement {
    let key = plan.themes[theme].id.rawValue
    let counts = (0..<StanceTally.kinds).map { tally.stances[theme * StanceTally.kinds + $0].sum }
    let raised = tally.themes[theme].sum
    let isSmall = (counts + [raised]).allSatisfy { $0 < 10 }
    let words = (counts + [raised]).map { isSmall ? Wording.number($0) : Wording.numeral($0) }
    func reference(_ kind: Int) -> CellReference {
      CellReference(
        table: "stance", row: "\(key) | \(StanceTables.kindNames[kind])", column: "responses")
    }
    return Statement(
      "\(Wording.sentence(title(theme))) came up in \(words[4]) responses: words of concern stand beside it in "
        + "\(words[0]), of support in \(words[1]), of suggestion in \(words[2]), none of these in \(words[3]).",
      role: .finding,
      values: [
        "concern": reference(0), "support": reference(1), "suggestion": reference(2),
        "not_clear": reference(3),
      ])
  }

  /// How stances are recognised and what the counts mean.
  var notes: [String] {
    var notes = [
      "Themes are recognised by codebook \(plan.codebook.id), version \(plan.codebook.version); stances by the words in "
        + "the table of rules (\(plan.rules.codebook.id), version \(plan.rules.codebook.version)), looked for in the "
        + "same clause. These are words, not what people meant: irony, and what needs the rest of the text to be "
        + "understood, pass unnoticed or are mistaken. Read the texts before resting anything on a count.",
      "Support behind words of suggestion is taken for a wish and not counted.",
      "A response counts once for a theme and stance, and may have several stances; “not clear” are those without any. "
        + "Shares are of the responses that raise the theme.",
    ]
    if plan.rules.hasNegation {
      notes.append(
        "Behind a “not”, “never” or “no”, with up to \(Wording.number(StanceRules.reach)) words between, concern counts "
          + "as support and support as concern.")
    }
    if tally.answers.tables > 0 {
      notes.append(
        "A form is one person, a table's notes are several people: forms and tables do not add up to people. "
          + "Stances that a note-taker entered with a table's points are not used here.")
    }
    if tally.plenaries > 0 {
      notes.append("What was said in front of all is not counted: it is no table's and no one person's.")
    }
    if tally.isWeighted { notes.append("Responses are counted here, without their weights.") }
    notes.append("Those who answered spoke for themselves, not for all who live here.")
    return notes
  }
}
