import EngageFiles
import EngageModel
import Testing

@testable import EngageEntry

/// An interview that takes a script: lines joined by `|`, `⏎` for an empty one.
struct InterviewCase {
  var interview: SurveyInterview
  /// What was said to lines that were not taken.
  var refusals: [String] = []

  static let surroundings = SurveyInterview.Surroundings(
    surveys: ["our-evening"],
    blocks: [SurveyInterview.Surroundings.Block(name: "equality-monitoring", title: "Equality monitoring")],
    block: { name, languages in
      SurveyFile.readBlock(named: name, languages: languages, blocks: Workspace.starterBlocks).value
    },
    codebooks: { $0 == "club" ? ["worries", "wishes"] : [] })

  init(_ script: String = "", name: String? = nil) throws {
    interview = try SurveyInterview(surroundings: InterviewCase.surroundings, name: name)
    type(script)
  }

  init(changing draft: SurveyInterviewDraft, in surroundings: SurveyInterview.Surroundings) {
    interview = SurveyInterview(surroundings: surroundings, changing: draft)
  }

  mutating func type(_ script: String) {
    for line in script.isEmpty ? [] : script.split(separator: "|", omittingEmptySubsequences: false) {
      type(line: line == "⏎" ? "" : String(line))
    }
  }

  mutating func type(line: String) {
    if case .refused(let words) = interview.accept(line) { refusals.append(words) }
  }

  var survey: Survey { interview.survey }

  /// The file that the survey makes, read back.
  static func reread(_ survey: Survey) -> (text: String, reading: Reading<Survey>) {
    let text = SurveyWriter(survey, blocks: Workspace.starterBlocks).text
    let reading = SurveyFile.read(
      text: text, path: "survey.v1.yaml", blocks: Workspace.starterBlocks, codebooks: ["worries", "wishes"])
    return (text, reading)
  }

  /// The beginning of every interview, up to the first question.
  static let start = "Club evening|club|English|1|"
}

/// A question in brief: `role select_one [faith, other] if …`.
func brief(_ question: Question) -> String {
  var words = ["\(question.id)", question.type.rawValue]
  if !question.choices.isEmpty {
    words.append("[\(question.choices.map(\.id.rawValue).joined(separator: " "))]")
  }
  if question.required == .yes { words.append("required") }
  if question.sensitive { words.append("sensitive") }
  if question.identifies { words.append("identifies") }
  if let relevant = question.relevant { words.append("if \(relevant)") }
  if let constraint = question.constraint { words.append("where \(constraint)") }
  if let codebook = question.codebook { words.append("themes \(codebook)") }
  return words.joined(separator: " ")
}
