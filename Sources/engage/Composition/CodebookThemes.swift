import EngageAnalysis
import EngageModel
import EngageText

/// The themes that the rules of codebooks find, each in the text questions to which the survey gives it.
struct CodebookThemes: ThemeReading {
  let themes: [Theme.ID]
  let questions: [Question]
  /// For each question its codebook's matcher, and for each theme of that the position in `themes`.
  private let readers: [(question: Question.ID, matcher: CodebookMatcher, places: [Int])]

  /// - Returns: `nil` where no text question has one of the codebooks.
  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  init?(_ survey: Survey, codebooks: [Codebook]) throws {
    var themes: [Theme.ID] = []
    var readers: [(question: Question.ID, matcher: CodebookMatcher, places: [Int])] = []
    questions = survey.questions.filter { question in
      question.type == .text && codebooks.contains { $0.id == question.codebook }
    }
    for codebook in codebooks {
      let asked = questions.filter { $0.codebook == codebook.id }
      if asked.isEmpty { continue }
      let matcher = try CodebookMatcher(codebook)
      for theme in matcher.themes.map(\.id) where !themes.contains(theme) { themes.append(theme) }
      let places = matcher.themes.compactMap { themes.firstIndex(of: $0.id) }
      for question in asked { readers.append((question.id, matcher, places)) }
    }
    if readers.isEmpty { return nil }
    self.themes = themes
    self.readers = readers
  }

  func themes(in batch: borrowing ResponseBatch) -> BatchColumn {
    var column = BatchColumn(
      for: Question(
        id: "theme", type: .selectMultiple, label: "theme",
        choices: themes.map { Choice(id: Choice.ID($0.rawValue), label: LocalizedText($0.rawValue)) }))
    let width = column.wordsPerRow
    column.codes = Array(repeating: 0, count: batch.count)
    column.words = Array(repeating: 0, count: batch.count * width)
    for (question, matcher, places) in readers {
      matcher.withScratch { scratch in
        batch.withTexts(of: question) { bytes, ends, codes in
          var start = 0
          for row in codes.indices {
            defer { start = ends[row] }
            guard codes[row] >= 0 else { continue }
            var found = matcher.noThemes
            matcher.find(in: bytes.extracting(start..<ends[row]), scratch, into: &found)
            for position in matcher.positions(in: found) {
              column.words[row * width + places[position] / 64] |= 1 << UInt64(places[position] % 64)
            }
          }
        }
      }
    }
    return column
  }
}
