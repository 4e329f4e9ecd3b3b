import EngageAnalysis
import EngageModel
import EngageText

/// The themes of each response of a batch, over all questions named.
struct DatedThemes {
  private let found: [[Int]?]

  init(_ batch: borrowing ResponseBatch, questions: [Question], matcher: CodebookMatcher) {
    var sets = Array(repeating: [UInt64](), count: batch.count)
    matcher.withScratch { scratch in
      for question in questions where batch.holds(question.id) {
        batch.withTexts(of: question.id) { bytes, ends, codes in
          var start = 0
          for row in codes.indices {
            defer { start = ends[row] }
            let text = bytes.extracting(start..<ends[row])
            guard codes[row] >= 0, text.saysSomething else { continue }
            if sets[row].isEmpty { sets[row] = matcher.noThemes }
            matcher.find(in: text, scratch, into: &sets[row])
          }
        }
      }
    }
    found = sets.map { $0.isEmpty ? nil : matcher.positions(in: $0) }
  }

  /// `nil` where the response has no text.
  func themes(at row: Int) -> [Int]? { found[row] }

  /// Which questions are read, and with which codebook.
  /// - Throws: `DiagnosticsError` where there is no text question, no such codebook, or more than one to choose from.
  static func choose(
    _ name: String?, context: AnalysisContext
  ) throws(DiagnosticsError) -> (questions: [Question], codebook: Codebook) {
    let texts = context.questions(ofTypes: [.text])
    let coded = texts.filter { $0.codebook != nil }
    let questions = context.questions.isEmpty && !coded.isEmpty ? coded : texts
    guard !questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-text-question", message: "timeline finds no text question to count themes in",
          hint: "leave out option themes"))
    }
    let names = name.map { [$0] } ?? Set(questions.compactMap(\.codebook?.rawValue)).sorted()
    if names.isEmpty, context.codebooks.count == 1 { return (questions, context.codebooks[0]) }
    guard names.count == 1, let only = names.first else {
      throw DiagnosticsError(
        Diagnostic(
          rule: names.isEmpty ? "no-codebook" : "several-codebooks",
          message: names.isEmpty
            ? "timeline needs a list of themes (a codebook), and the survey names none for its texts"
            : "the texts have different codebooks: \(names.joined(separator: ", "))",
          hint: "choose one with --option codebook=NAME, or leave out option themes"))
    }
    guard let codebook = context.codebooks.first(where: { $0.id.rawValue == only }) else {
      let known = context.codebooks.map(\.id.rawValue)
      throw DiagnosticsError(
        Diagnostic(
          rule: "unknown-codebook", message: "there is no codebook “\(only)”",
          hint: nearestName(to: only, among: known).map { "did you mean \($0)?" }
            ?? (known.isEmpty ? "the survey has none" : "there are: \(known.joined(separator: ", "))")))
    }
    return (questions, codebook)
  }
}
