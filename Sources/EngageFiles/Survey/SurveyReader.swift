import EngageModel

/// Reads one survey with its blocks, in two passes: first all questions, then what they say about each other.
final class SurveyReader {
  let problems: Problems
  let languages: LanguageReader
  let blocks: BlockShelf
  /// The codebooks there are; not checked if `nil`.
  let codebooks: [String]?
  private let root: YAMLNode

  /// Questions, groups and grids so far, as they are to be in the survey.
  var drafts: [QuestionDraft] = []
  var groups: [GroupDraft] = []
  /// Expressions that could not be parsed, and the part of each that has been told already.
  var unreadExpressions: [(node: YAMLNode, told: Range<Int>)] = []
  var included: [String] = []
  /// The blocks being read, the outermost first.
  var including: [String] = []
  /// Everything that has a name, by the name in lower case.
  private var names: [String: (name: String, node: YAMLNode)] = [:]

  init(_ root: YAMLNode, problems: Problems, blocks: BlockShelf, codebooks: [String]?) {
    self.root = root
    self.problems = problems
    self.blocks = blocks
    self.codebooks = codebooks
    languages = LanguageReader(problems: problems)
  }

  /// Reads the survey.
  func read() -> Reading<Survey> {
    guard
      let fields = Fields(
        root, what: "the survey", known: SurveyFile.keys, problems: problems, remark: SurveyReader.remark)
    else { return problems.reading(nil) }
    if let declared = fields["languages"] { languages.declare(declared) }
    let name = fields.requiredText("survey", hint: "give it a name: survey: \(suggestedName)") ?? ""
    let version = fields["version"] == nil ? 1 : fields.integer("version", atLeast: 1) ?? 1
    checkFileName(fields, name: name, version: version)
    let title = fields.required("title").flatMap { languages.text($0, what: "the title", inBlock: false) }
    let summary = fields["description"].flatMap {
      languages.text($0, what: "the description", inBlock: false)
    }
    let units = units(of: fields)
    readBody(fields, inBlock: false)
    checkAll()
    languages.report()
    let survey = Survey(
      id: Survey.ID(name), version: version, title: title ?? LocalizedText(name), summary: summary,
      source: fields.text("source"), languages: languages.languages, units: units,
      groups: groups.map(\.group),
      questions: drafts.map(\.question), blocks: included)
    _ = fields.text("invented")
    return problems.reading(survey)
  }

  /// Reads a block as if a survey included it and nothing else.
  func readBlockAlone() -> Reading<Survey> {
    guard let name = readBlock(root, named: FileName(root.source.path).stem, at: root) else {
      return problems.reading(nil)
    }
    checkAll()
    let title = root.value("title")?.text ?? name
    return problems.reading(
      Survey(
        id: Survey.ID(name), title: LocalizedText(title), groups: groups.map(\.group),
        questions: drafts.map(\.question), blocks: included))
  }

  /// Reads the lists of choices and the questions of a survey or block.
  func readBody(_ fields: Fields, inBlock: Bool) {
    let reader = ChoiceReader(problems: problems, languages: languages, inBlock: inBlock)
    let scope = QuestionScope(lists: reader.lists(of: fields), inBlock: inBlock, group: nil)
    if fields.required("questions", hint: "a survey asks at least one thing") != nil {
      readQuestions(fields.list("questions"), scope: scope)
    }
    for list in scope.lists.values where !list.isUsed {
      problems.add(
        "unused-list", "no question uses the choice list “\(list.key.text ?? "")”", at: list.key,
        hint: "delete it, or name it in a question: choices: \(list.key.text ?? "")", severity: .warning)
    }
  }

  /// Notes a name; tells if something has it already.
  func register(_ name: String, of what: String, at node: YAMLNode) {
    if let earlier = names[name.lowercased()] {
      let sameFile = earlier.node.source === node.source
      problems.add(
        "duplicate-name",
        earlier.name == name
          ? "there is already a question or group called “\(name)”"
          : "“\(name)” and “\(earlier.name)” differ in upper and lower case only",
        at: node,
        hint: "the first is in line \(earlier.node.line)\(sameFile ? "" : " of \(earlier.node.source.path)")")
    } else {
      names[name.lowercased()] = (name, node)
    }
  }

  private func units(of fields: Fields) -> [Unit] {
    var units: [Unit] = []
    for (text, node) in fields.texts("units") {
      guard let unit = Unit(rawValue: text) else {
        problems.addUnknownWord(
          text, at: node, rule: "unknown-word", message: "a response can't speak for “\(text)”",
          among: Unit.allCases.map(\.rawValue))
        continue
      }
      if units.contains(unit) {
        problems.add("duplicate-name", "“\(text)” is named twice", at: node)
      } else {
        units.append(unit)
      }
    }
    return units.isEmpty ? [.person] : units
  }

  private var suggestedName: String {
    FileName(root.source.path).folder.flatMap(NameRules.kebabCase) ?? "my-survey"
  }

  private func checkFileName(_ fields: Fields, name: String, version: Int) {
    let file = FileName(root.source.path)
    if let node = fields["survey"], node.text != nil {
      let wellFormed = problems.checkKebabCase(name, of: "a survey", at: node)
      if wellFormed, file.surveyVersion != nil, file.outerFolder == "Surveys", let folder = file.folder,
        folder != name
      {
        problems.add(
          "name-not-of-folder", "the survey is called “\(name)”, but its folder “\(folder)”", at: node,
          hint: "write survey: \(folder), or rename the folder")
      }
    }
    guard let number = file.surveyVersion, number != version, let node = fields["version"] ?? fields["survey"]
    else {
      return
    }
    problems.add(
      "version-not-of-file", "this is version \(version), but the file is called \(file.name)", at: node,
      hint: "write version: \(number), or rename the file to survey.v\(version).yaml")
  }

  private static func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "name", "form_id", "id_string": Fields.Remark(hint: "write survey: its name")
    case "form_title", "label": Fields.Remark(hint: "write title: its title")
    case "default_language": Fields.Remark(hint: "write languages: {default: en, others: [pl]}")
    case "choices": Fields.Remark(hint: "write choice_lists: {name of the list: its choices}")
    case "block":
      Fields.Remark(hint: "a file with block: lies in Surveys/blocks; a survey starts with survey:")
    default: nil
    }
  }
}

/// Where a question stands.
struct QuestionScope {
  /// The choice lists it may name.
  var lists: [String: ChoiceList]
  var inBlock: Bool
  var group: String?
  var depth = 0
}

/// A question, and where its parts are written.
struct QuestionDraft {
  var question: Question
  let name: YAMLNode
  /// Of a grid's item those of the grid.
  let fields: Fields?
  /// The place of each expression.
  var expressions: [ExpressionRole: YAMLNode] = [:]
  /// Of a choice the survey does not know nothing can be said.
  var choicesAreKnown = true
  /// For an item of a grid: the grid's name.
  var grid: String?
}

/// A group, and where its condition is written.
struct GroupDraft {
  var group: QuestionGroup
  var condition: YAMLNode?
}

/// What an expression of a question is for.
enum ExpressionRole: String, Hashable, CaseIterable {
  case relevant, constraint, required, calculation
  case choiceFilter = "choice_filter"
}
