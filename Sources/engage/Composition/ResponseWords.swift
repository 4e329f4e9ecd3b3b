import EngageEntry
import EngageModel

/// A response with all that is kept of it, in words.
struct ResponseWords {
  let response: Response
  let survey: Survey

  private var details: ResponseDetails { response.details ?? ResponseDetails() }

  var text: String {
    var lines = [heading] + table + remarks
    for question in survey.questions where question.type != .note {
      lines.append("  \(question.label.text)\(marks(question))")
      lines += answer(to: question).map { "    \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    var line = "Response \(response.id): \(unit), \(response.session.session)"
    if response.unit == .table && !response.isPlenary {
      line += ", \(response.people.map { "\($0) people" } ?? "head count unknown")"
    }
    if let key = response.key { line += ", key \(key)" }
    if response.withdrawn { line += ", withdrawn" }
    return line
  }

  private var unit: String { response.isPlenary ? "plenary" : response.unit.rawValue }

  private var table: [String] {
    guard let table = details.table else { return [] }
    var parts: [String] = []
    if let facilitator = table.facilitator { parts.append("facilitator \(facilitator)") }
    if let noteTaker = table.noteTaker { parts.append("notes by \(noteTaker)") }
    if table.pages > 1 { parts.append("\(table.pages) pages") }
    return parts.isEmpty ? [] : ["  " + parts.joined(separator: ", ")]
  }

  private var remarks: [String] {
    var lines = details.note.map { ["  note: \($0)"] } ?? []
    if details.secondLook { lines.append("  to be looked at again") }
    return lines
  }

  /// What there is to say of an answer beside it.
  private func marks(_ question: Question) -> String {
    var marks: [String] = []
    if details.doubtful.contains(question.id) { marks.append("to be looked at again") }
    if details.restricted.contains(question.id) { marks.append("held back: see engage safeguarding list") }
    return marks.isEmpty ? "" : "  [\(marks.joined(separator: "; "))]"
  }

  private func answer(to question: Question) -> [String] {
    var lines: [String]
    if let points = details.table?.points[question.id], !points.isEmpty {
      lines = points.map { "- \($0.line)" }
    } else {
      lines = AnswerWords.words(for: response[question.id], to: question).split(whereSeparator: \.isNewline)
        .map(String.init)
    }
    if let hidden = details.hidden[question.id] {
      let words = AnswerWords.words(for: hidden, to: question)
      lines.append("not asked, but on the paper: \(question.id): \(words)")
    }
    if let origin = details.origins[question.id] {
      var words = "written in \(origin.language)"
      if let translator = origin.translatedBy { words += ", translated by \(translator)" }
      if let original = origin.original { words += ": \(original)" }
      lines.append(words)
    }
    return lines
  }
}
