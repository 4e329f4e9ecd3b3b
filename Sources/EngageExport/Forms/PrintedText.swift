import EngageModel

/// A survey's words as they are printed in a language.
struct PrintedText: Sendable {
  /// Of the form.
  let language: String
  /// Engage's own.
  let words: PaperWords
  private let survey: Survey
  private let numbers: [Question.ID: String]

  init(survey: Survey, language: String?, numbers: [Question.ID: String]) {
    self.language = language ?? survey.languages.default
    words = PaperWords.of(self.language)
    self.survey = survey
    self.numbers = numbers
  }

  /// Whether there are words in the form's language; nothing needs no translation.
  func isTranslated(_ text: LocalizedText) -> Bool {
    language == survey.languages.default || text.translations[language] != nil || text.text.isEmpty
  }

  /// Without markup: for conditions and titles.
  func plain(_ text: LocalizedText) -> String { filled(text.text(in: language)) }

  /// As it stands in a label; where a translation is missing, in the default language and marked with its code.
  func shown(_ text: LocalizedText) -> Markup {
    if isTranslated(text) { return .lines(plain(text)) }
    return .pieces([
      choice(text), .text(" "), .tag("span", "language", survey.languages.default.uppercased()),
    ])
  }

  /// As it stands beside a box, where a mark each would be too much.
  /// - Parameter ending: a colon, say.
  func choice(_ text: LocalizedText, ending: String = "") -> Markup {
    if isTranslated(text) { return .lines(plain(text) + ending) }
    return .element("bdi", [("lang", survey.languages.default)], [.lines(filled(text.text) + ending)])
  }

  /// Engage's own words.
  func own(_ words: String) -> Markup {
    let isForeign = PaperWords.of(language).language != base(language)
    return isForeign ? .element("bdi", [("lang", self.words.language)], [.text(words)]) : .text(words)
  }

  /// Whether Engage has words in the form's language.
  var knowsLanguage: Bool { words.language == base(language) }

  private func base(_ language: String) -> String {
    language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
  }

  /// `${name}` stands for an answer that paper can't show: it is named by its number.
  private func filled(_ text: String) -> String {
    guard text.contains("${") else { return text }
    var filled = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      let name = rest[start.upperBound..<end].filter { !$0.isWhitespace }
      let number = numbers[Question.ID(String(name))]
      filled += rest[..<start.lowerBound]
      filled += number.map { "(\(PaperWords.fill(words.yourAnswer, ["number": $0])))" } ?? "…"
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }
}
