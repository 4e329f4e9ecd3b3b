import EngageDisclosure
import EngageExport
import EngageModel
import EngageReport

/// What whoever lets records go is told: for them alone, and never in the file.
struct PartnerRecordsWords {
  let written: PartnerRecords.Written
  let recipient: String

  private var records: ProtectedRecords { written.records }

  var lines: [String] {
    let questions = Wording.count(records.survey.questions.count, "question", "questions")
    let forms = Wording.count(records.after.records, "record", "records")
    var lines = [
      "Wrote \(written.summary.files.joined(separator: ", ")) for \(recipient): \(forms), with \(questions)."
    ]
    lines += RecordTreatmentWords(records.release).lines
    if records.tables > 0 {
      lines.append(
        "Left out: the notes of \(Wording.count(records.tables, "table", "tables")), which are no persons.")
    }
    if records.kept > 0 {
      let count =
        records.kept < records.rules.alike
        ? "fewer than \(records.rules.alike)" : Wording.numeral(records.kept)
      lines.append("Left out: \(count) forms, so that nobody sees who is missing since an earlier file.")
    }
    lines += [
      "How easily somebody could be found (for you, not for \(recipient)):",
      "  as answered: \(words(records.before))", "  as written:  \(words(records.after))",
    ]
    return lines
  }

  private func words(_ risk: RecordRisk) -> String {
    let unique = risk.unique == 0 ? "nobody is the only one" : "\(Wording.numeral(risk.unique)) the only one"
    return
      "the fewest alike are \(Wording.numeral(risk.smallestClass)), \(unique), \(Wording.numeral(Int(risk.expectedFound))) of \(Wording.numeral(risk.records)) would be found by somebody who looks for all"
  }
}

/// How records are told, and what is left out of them: nothing about single ones.
struct RecordTreatmentWords {
  private let release: RecordRelease

  init(_ release: RecordRelease) { self.release = release }

  var lines: [String] { treatments + omissions }

  private var treatments: [String] {
    var lines: [String] = []
    for treatment in release.treatments where treatment.kind != .ordinary || treatment.recoded > 0 {
      var words = "\(treatment.question): \(treatment.told)"
      if treatment.recoded > 0 { words += ", \(percent(treatment.recoded)) told more coarsely" }
      if treatment.withheld > 0 { words += ", \(percent(treatment.withheld)) withheld" }
      lines.append("  \(words)")
    }
    return lines.isEmpty ? [] : ["How they are told:"] + lines
  }

  private var omissions: [String] {
    var names: [String: [String]] = [:]
    var order: [String] = []
    for one in release.omitted {
      if names[one.why] == nil { order.append(one.why) }
      names[one.why, default: []].append(one.question.rawValue)
    }
    return order.map { "Left out: \((names[$0] ?? []).joined(separator: ", ")) (\($0))." }
  }

  private func percent(_ share: Double) -> String {
    let count = release.records.count
    return Wording.percent(Int((share * Double(count)).rounded()), of: count)
  }
}

/// The JSON that `engage export --audience partner --format json` prints.
struct PartnerRecordsJSON: Encodable {
  struct Rules: Encodable {
    var alike: Int
    var different: Int
  }

  struct Risk: Encodable {
    var before: RecordRisk
    var after: RecordRisk
  }

  struct Omitted: Encodable {
    var question: String
    var why: String
  }

  var audience = "partner"
  var to: String
  var files: [String]
  var records: Int
  var tablesLeftOut: Int
  var formsLeftOut: Int
  var withheldWord: String
  var rules: Rules
  var risk: Risk
  var questions: [RecordTreatment]
  var leftOut: [Omitted]
  var diagnostics: [Diagnostic]

  private enum CodingKeys: String, CodingKey {
    case audience, to, files, records, rules, risk, questions, diagnostics
    case tablesLeftOut = "tables_left_out"
    case formsLeftOut = "forms_left_out"
    case withheldWord = "withheld_word"
    case leftOut = "left_out"
  }

  init(_ written: PartnerRecords.Written, recipient: String) {
    let records = written.records
    to = recipient
    files = written.summary.files
    self.records = records.after.records
    tablesLeftOut = records.tables
    formsLeftOut = records.kept
    withheldWord = records.withheldWord
    rules = Rules(alike: records.rules.alike, different: records.rules.different)
    risk = Risk(before: records.before, after: records.after)
    questions = records.treatments
    leftOut = records.omitted.map { Omitted(question: $0.question.rawValue, why: $0.why.words) }
    diagnostics = written.summary.notes
  }
}
