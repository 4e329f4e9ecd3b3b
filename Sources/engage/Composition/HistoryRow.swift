import EngageModel
import EngageStore

/// Something that happened to a response, as it is told.
struct HistoryRow: Encodable {
  var at: String
  var by: String
  var what: String
  var batch: Int?
  var question: String?
  /// In words; both absent where no answer changed, or where it is told no more.
  var before: String?
  var after: String?
  /// What changed beside the answers.
  var beside: [Beside]?
  var why: String

  struct Beside: Encodable {
    var what: String
    var before: String
    var after: String
  }

  /// - Parameter survey: its versions pooled.
  init(_ change: Change, survey: Survey) {
    (at, by, batch, why) = (change.at, change.by, change.batch, change.why)
    // Of a response that is stored, only a second keying can have been discarded.
    what = change.action == .discarded ? "discarded a second keying" : change.action.rawValue
    if let asked = change.question.flatMap({ survey.question($0) }) {
      question = asked.id.rawValue
      before = change.before.map { AnswerWords.words(for: $0, to: asked) }
      after = change.after.map { AnswerWords.words(for: $0, to: asked) }
    }
    if let codes = change.codes {
      what += " by \(codes.coder) with \(codes.codebook)"
      before = HistoryRow.words(codes.before)
      after = HistoryRow.words(codes.after)
    }
    beside = change.place.map { place in
      ResponseChange.between(place).map { Beside(what: $0.what, before: $0.before, after: $0.after) }
    }
  }

  /// Themes by name; memos are told nowhere but where comments are coded.
  private static func words(_ code: CodedText?) -> String {
    guard let code else { return "not coded" }
    return code.themes.isEmpty ? "no theme" : code.themes.map(\.rawValue).joined(separator: ", ")
  }

  var text: String {
    var line = "\(at)  \(by)  \(what)"
    if let batch { line += " (batch \(batch))" }
    if let question {
      let isTold = before != nil || after != nil
      line += ": \(question)" + (isTold ? ": \(before ?? "–") → \(after ?? "–")" : "")
    }
    if let beside {
      line += ": " + beside.map { "\($0.what): \($0.before) → \($0.after)" }.joined(separator: "; ")
    }
    return why.isEmpty ? line : line + "  [\(why)]"
  }
}
