public import EngageModel

/// Writes a survey as an XLSForm, the questionnaire format of ODK and KoboToolbox.
///
/// Grids become groups with the appearance `table-list`, scales `select_one`. What XLSForm has no word for stands in
/// columns of Engage's own (`engage::codebook`), which other programs pass over and ``XLSFormReader`` reads back.
public struct XLSFormWriter {
  let survey: Survey
  var lists = FormLists()
  private(set) var rows: [FormRow] = []
  private var written: Set<Question.ID> = []
  /// Questions that some expression refers to.
  private let referred: Set<Question.ID>

  private init(_ survey: Survey) {
    self.survey = survey
    referred = survey.questions.reduce(into: Set(survey.groups.flatMap { $0.relevant?.references ?? [] })) {
      for expression in $1.allExpressions { $0.formUnion(expression.references) }
    }
  }

  /// The sheets of the form.
  public static func sheets(of survey: Survey) -> FormSheets {
    var writer = XLSFormWriter(survey)
    writer.addQuestions()
    return FormSheets([
      FormColumns.survey.sheet("survey", of: writer.rows, languages: survey.languages),
      FormColumns.choices.sheet("choices", of: writer.lists.rows, languages: survey.languages),
      FormColumns.settings.sheet("settings", of: [writer.settings], languages: survey.languages),
    ])
  }

  private var settings: FormRow {
    var row = FormRow()
    let languages = survey.languages
    row["form_title"] = survey.title.text
    row["form_id"] = survey.id.rawValue
    row["version"] = String(survey.version)
    row["default_language"] = LanguageNames.written(languages.default)
    row["engage::languages"] = ([languages.default] + languages.others).joined(separator: " ")
    row["engage::units"] = survey.units.map(\.rawValue).joined(separator: " ")
    row["engage::source"] = survey.source ?? ""
    row["engage::blocks"] = survey.blocks.joined(separator: ", ")
    if let summary = survey.summary { row.set("engage::description", summary, languages) }
    for (code, text) in survey.title.translations {
      row["engage::title::\(LanguageNames.written(code))"] = text
    }
    return row
  }

  private mutating func addQuestions() {
    var open: [QuestionGroup] = []
    var nextGroup = 0
    for (index, question) in survey.questions.enumerated() where !written.contains(question.id) {
      let path = survey.path(to: question.group)
      while let last = open.last, !path.contains(last) { end(&open, last) }
      // Groups without questions stand before the next that has some.
      if let leaf = path.last, let position = survey.groups.firstIndex(of: leaf), position >= nextGroup {
        for group in survey.groups[nextGroup...position] {
          while let last = open.last, last.name != group.parent { end(&open, last) }
          begin(&open, group)
        }
        nextGroup = position + 1
      }
      add(question, behind: index, in: open.last)
    }
    for group in survey.groups.dropFirst(nextGroup) {
      while let last = open.last, last.name != group.parent { end(&open, last) }
      begin(&open, group)
    }
    while let last = open.last { end(&open, last) }
  }

  private mutating func begin(_ open: inout [QuestionGroup], _ group: QuestionGroup) {
    var row = FormRow()
    row["type"] = "begin_group"
    row["name"] = group.name
    if let label = group.label { row.set("label", label, survey.languages) }
    row["relevant"] = group.relevant?.source ?? ""
    if group.kind == .grid {
      row["appearance"] = "table-list"
      row["engage::type"] = "grid"
    }
    rows.append(row)
    open.append(group)
  }

  private mutating func end(_ open: inout [QuestionGroup], _ group: QuestionGroup) {
    var row = FormRow()
    row["type"] = "end_group"
    row["name"] = group.name
    rows.append(row)
    open.removeLast()
  }

  private mutating func add(_ question: Question, behind index: Int, in group: QuestionGroup?) {
    var row = FormRow()
    let next = index + 1 < survey.questions.count ? survey.questions[index + 1] : nil
    // The question that or_other makes can't be named by expressions of the form.
    let other = next.flatMap { question.makesOther($0) && !referred.contains($0.id) ? $0 : nil }
    if let other { written.insert(other.id) }
    row["type"] = type(of: question, orOther: other != nil)
    row["name"] = question.id.rawValue
    let isUnseen = question.type == .calculate || question.type == .hidden
    if !isUnseen || question.label != LocalizedText(question.id.rawValue) {
      let label = group?.kind == .grid ? group?.item(of: question.label) : nil
      row.set("label", label ?? question.label, survey.languages)
    }
    row.setDetails(of: question, languages: survey.languages)
    if question.type == .scale, group?.kind != .grid { row["engage::type"] = "scale" }
    row["engage::other_of"] = question.otherOf?.rawValue ?? ""
    rows.append(row)
  }

  private mutating func type(of question: Question, orOther: Bool) -> String {
    guard question.type.takesChoices else { return question.type.rawValue }
    let choices = orOther ? question.choices.dropLast() : question.choices
    let owner = question.group.flatMap { survey.group($0) }
    let list = lists.name(
      for: choices, orOther: orOther, languages: survey.languages,
      wanted: owner?.kind == .grid ? owner?.name ?? "" : question.id.rawValue)
    let word = question.type == .scale ? "select_one" : question.type.rawValue
    return "\(word) \(list)" + (orOther ? " or_other" : "")
  }
}

/// The lists of a form's sheet `choices`, each once. `or_other` adds to the list itself, so that no other question can
/// share it.
struct FormLists {
  private struct Key: Hashable {
    let choices: [Choice]
    let orOther: Bool
  }

  private(set) var rows: [FormRow] = []
  private var names: [Key: String] = [:]

  mutating func name(for choices: [Choice], orOther: Bool, languages: Languages, wanted: String) -> String {
    let key = Key(choices: choices, orOther: orOther)
    if let name = names[key] { return name }
    names[key] = wanted
    for choice in choices {
      var row = FormRow()
      row["list_name"] = wanted
      row["name"] = choice.id.rawValue
      row.set("label", choice.label, languages)
      for (column, text) in choice.attributes { row[column] = text }
      row["engage_not_scored"] = choice.scored ? "" : "yes"
      rows.append(row)
    }
    return wanted
  }
}

extension Survey {
  /// The groups around a place, outermost first.
  func path(to group: String?) -> [QuestionGroup] {
    var path: [QuestionGroup] = []
    var next = group
    while let name = next, let group = self.group(name), !path.contains(where: { $0.name == name }) {
      path.insert(group, at: 0)
      next = group.parent
    }
    return path
  }
}

extension Question {
  /// Every expression it has.
  var allExpressions: [Expression] {
    var all = [relevant, constraint, calculation, choiceFilter].compactMap { $0 }
    if case .when(let condition) = required { all.append(condition) }
    return all
  }
}
