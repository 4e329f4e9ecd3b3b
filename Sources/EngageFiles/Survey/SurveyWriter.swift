public import EngageModel

/// Writes a survey as the file a person would have written.
///
/// ```swift
/// let text = SurveyWriter(survey, header: ["Drafted from club.csv"], comments: ["age": ["Seen: 18 to 91"]]).text
/// ```
/// `SurveyFile` reads the text back as an equal survey, wherever a file can say it at all: whoever writes a survey that
/// no file was read from should read it back and compare. The same survey always gives the same text.
public struct SurveyWriter {
  private let survey: Survey
  private let header: [String]
  private let comments: [Question.ID: [String]]
  private let blocks: [String: String]

  /// - Parameters:
  ///   - survey: what to write.
  ///   - header: lines of comment at the top of the file.
  ///   - comments: lines of comment above a question; for a group or a grid under its name.
  ///   - blocks: the text of each block there is, by name. A block that the survey names, and whose questions it has
  ///     unchanged, is written as an include; any other is written out, and the survey read back names it no more.
  public init(
    _ survey: Survey, header: [String] = [], comments: [Question.ID: [String]] = [:],
    blocks: [String: String] = [:]
  ) {
    self.survey = survey
    self.header = header
    self.comments = comments
    self.blocks = blocks
  }

  /// The file's text.
  public var text: String { YAMLLayout.text(text(layout:)) }

  private func text(layout: YAMLLayout) -> String {
    let found = survey.blocks.compactMap { IncludedBlock($0, in: survey, texts: blocks) }
    let entries = SurveyOutline.entries(of: survey, blocks: found)
    let lists = SharedChoices(entries)
    let questions = QuestionWriter(
      languages: survey.languages, lists: lists, comments: comments, layout: layout)
    var lines = layout.comment(header)
    lines += layout.lines(opening, indent: 0)
    lines +=
      entries.isEmpty ? ["questions: []"] : ["questions:"] + questions.lines(entries, indent: 2, apart: true)
    if !lists.lists.isEmpty {
      lines += ["", "choice_lists:"]
      for list in lists.lists {
        lines += layout.lines(key: list.name, questions.value(of: list.choices), indent: 2)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var opening: [(key: String, value: YAMLValue)] {
    var entries: [(key: String, value: YAMLValue)] = [
      ("survey", .word(survey.id.rawValue)), ("version", .plain(String(survey.version))),
      ("title", .words(survey.title, languages: survey.languages)),
    ]
    if let summary = survey.summary {
      entries.append(("description", .words(summary, languages: survey.languages)))
    }
    if let source = survey.source { entries.append(("source", .text(source))) }
    entries.append(("languages", SurveyWriter.value(of: survey.languages)))
    entries.append(("units", .list(survey.units.map { .word($0.rawValue) })))
    return entries
  }

  static func value(of languages: Languages) -> YAMLValue {
    var entries: [(key: String, value: YAMLValue)] = [("default", .word(languages.default))]
    if !languages.others.isEmpty { entries.append(("others", .list(languages.others.map { .word($0) }))) }
    return .map(entries)
  }
}

extension YAMLValue {
  /// Words with their translations, in the order of the survey's languages.
  static func words(_ text: LocalizedText, languages: Languages) -> YAMLValue {
    if text.translations.isEmpty { return .text(text.text) }
    let known = languages.others.filter { text.translations[$0] != nil }
    let order = known + text.translations.keys.filter { !known.contains($0) }.sorted()
    return .map(
      [(languages.default, .text(text.text))] + order.map { ($0, .text(text.translations[$0] ?? "")) })
  }
}
