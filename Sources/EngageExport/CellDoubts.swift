import EngageModel

/// Cells that would not be read back as what was stored, counted so that it can be told.
struct CellDoubts {
  /// Texts that got a `'` in front.
  var guarded = 0
  /// Texts that are the word for a missing answer.
  var texts = 0
  /// Missing answers whose word is also the name of a choice.
  var reasons = 0
  /// By column of the schema, by the code with its sign turned: whether a choice has the reason's name.
  private let clashes: [[Bool]]

  init(_ questions: [Question]) {
    clashes = questions.map { question in
      let names = Set(question.choices.map(\.id.rawValue))
      return MissingWord.bytes.map { names.contains(String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// Takes note of a missing answer.
  @inline(__always)
  mutating func addReason(_ question: Int, _ code: Int32) {
    let index = Int(-code)
    if index < clashes[question].count, clashes[question][index] { reasons += 1 }
  }

  /// What is to be told.
  var notes: [Diagnostic] {
    var notes: [Diagnostic] = []
    if guarded > 0 {
      notes.append(
        Diagnostic(
          .note, rule: "guarded-text",
          message: "\(counted(guarded, "text")) got a ' in front, lest a spreadsheet see a formula there",
          hint: "for programs, --lossless writes every text as it is"))
    }
    if texts > 0 {
      notes.append(
        Diagnostic(
          .warning, rule: "text-like-reason",
          message:
            "\(counted(texts, "text")) are the very word for a missing answer, and will be read as that"))
    }
    if reasons > 0 {
      notes.append(
        Diagnostic(
          .warning, rule: "choice-like-reason",
          message: "\(counted(reasons, "missing answer")) with a reason that is also the name of a choice: "
            + "to be read as the choice"))
    }
    return notes
  }
}

/// `1 text`, `3 texts`
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
