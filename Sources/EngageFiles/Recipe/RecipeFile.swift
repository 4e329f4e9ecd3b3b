public import EngageModel

/// Reads recipes of reports.
public enum RecipeFile {
  /// Reads the recipe at a path.
  /// - Parameters:
  ///   - path: of `reports/<recipe>.yaml`.
  ///   - survey: whose questions it names; not checked if `nil`.
  ///   - sessions: the names of all sessions it may name; not checked if `nil`.
  ///   - analyses: the names of all analyses there are; not checked if `nil`.
  ///   - profiles: the names of all profiles there are; not checked if `nil`.
  ///   - shown: the path as diagnostics show it.
  public static func read(
    path: String, shownAs shown: String? = nil, survey: Survey? = nil, sessions: [String]? = nil,
    analyses: [String]? = nil, profiles: [String]? = nil
  ) -> Reading<Recipe> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return RecipeReader(
      problems: problems, survey: survey, sessions: sessions, analyses: analyses, profiles: profiles
    ).read(root)
  }

  /// Reads a recipe from its text.
  public static func read(
    text: String, path: String, survey: Survey? = nil, sessions: [String]? = nil, analyses: [String]? = nil,
    profiles: [String]? = nil
  ) -> Reading<Recipe> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return RecipeReader(
      problems: problems, survey: survey, sessions: sessions, analyses: analyses, profiles: profiles
    ).read(root)
  }
}

/// Reads one recipe.
struct RecipeReader {
  let problems: Problems
  let survey: Survey?
  let sessions: [String]?
  let analyses: [String]?
  let profiles: [String]?

  func read(_ root: YAMLNode) -> Reading<Recipe> {
    guard
      let fields = Fields(
        root, what: "the recipe",
        known: [
          "report", "title", "audience", "weights", "profile", "equality_by_session", "groups", "sections",
        ],
        problems: problems)
    else { return problems.reading(nil) }
    let file = FileName(root.source.path)
    let name = fields.requiredText("report", hint: "give it a name: report: \(file.stem)") ?? ""
    if let node = fields["report"], problems.checkKebabCase(name, of: "a report", at: node),
      file.folder == "reports",
      file.stem != name
    {
      problems.add(
        "name-not-of-file", "the report is called “\(name)”, but its file “\(file.name)”", at: node,
        hint: "write report: \(file.stem), or rename the file")
    }
    let audience = fields.word("audience", as: Audience.self) ?? .internal
    var recipe = Recipe(
      name: name, title: fields.requiredText("title") ?? name, audience: audience.rawValue, sections: [])
    if let text = fields.text("weights"), let node = fields["weights"] {
      do { recipe.weights = try WeightRequest(text) } catch {
        problems.add(
          error.rule, error.message, at: node, hint: "write weights: \"rake:POPULATION\", or a question")
      }
    }
    recipe.profile = fields.text("profile")
    if let profiles, let profile = recipe.profile, !profiles.contains(profile), let node = fields["profile"] {
      problems.addUnknownWord(
        profile, at: node, rule: "unknown-profile", message: "there is no profile “\(profile)”",
        among: profiles)
    }
    if fields["equality_by_session"] != nil {
      recipe.equalityBySession = fields.flag("equality_by_session")
    }
    recipe.groups = GroupsReader(problems: problems, survey: survey, sessions: sessions).read(fields)
    if let node = fields.required("sections", hint: "write sections: [{analysis: attendance}]") {
      if node.items?.isEmpty == true {
        problems.add("no-sections", "a report has at least one section", at: node)
      }
      recipe.sections = fields.list("sections").compactMap(section)
    }
    return problems.reading(recipe)
  }

  private func section(_ node: YAMLNode) -> SectionRequest? {
    let keys = ["analysis", "title", "questions", "by", "session", "sessions", "where", "options", "groups"]
    guard let fields = Fields(node, what: "a section", known: keys, problems: problems, remark: remark) else {
      return nil
    }
    let analysis =
      fields.requiredText("analysis", hint: "the name of an analysis: attendance, frequencies, …") ?? ""
    if let analyses, !analyses.contains(analysis), !analysis.isEmpty, let place = fields["analysis"] {
      problems.addUnknownWord(
        analysis, at: place, rule: "unknown-analysis", message: "there is no analysis “\(analysis)”",
        among: analyses)
    }
    var section = SectionRequest(analysis: analysis, title: fields.text("title"))
    for (name, place) in fields.texts("questions") {
      check(question: name, at: place)
      section.questions.append(Question.ID(name))
    }
    if let by = fields.text("by"), let place = fields["by"] {
      if by != "session" && by != "event" { check(question: by, at: place, orPlace: true) }
      section.by = by
    }
    for (name, place) in fields.texts("session") + fields.texts("sessions") {
      if let sessions, !sessions.contains(name) {
        problems.addUnknownWord(
          name, at: place, rule: "unknown-session", message: "there is no session “\(name)”", among: sessions)
      }
      section.sessions.append(Session.ID(name))
    }
    section.filter = filter(fields)
    for (name, text, _) in optionTexts(fields) { section.options[name] = text }
    section.groups = GroupsReader(problems: problems, survey: survey, sessions: sessions).read(fields)
    return section
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "question": Fields.Remark(hint: "write questions: [its name]")
    case "option": Fields.Remark(hint: "write options: {name: value}")
    case "filter", "if": Fields.Remark(hint: "write where: \"${role} = 'parent'\"")
    case "name", "plugin": Fields.Remark(hint: "write analysis: its name")
    default: nil
    }
  }

  /// Options as written; of a list its items joined by commas, as on the command line.
  private func optionTexts(_ fields: Fields) -> [(name: String, text: String, node: YAMLNode)] {
    fields.map("options").compactMap { name, entry in
      if let text = entry.value.text { return (name, text, entry.value) }
      if let items = entry.value.items, items.allSatisfy({ $0.text != nil }) {
        return (name, items.compactMap(\.text).joined(separator: ","), entry.value)
      }
      problems.add("wrong-kind", "option “\(name)” must be text or a list of texts", at: entry.value)
      return nil
    }
  }

  private func check(question name: String, at node: YAMLNode, orPlace: Bool = false) {
    guard let survey, survey.question(Question.ID(name)) == nil else { return }
    var hint: String?
    if let group = survey.group(name) {
      let inside = survey.questions.filter { $0.group == group.name }.map(\.id.rawValue)
      hint = "it is a \(group.kind.rawValue); name its questions: \(inside.joined(separator: ", "))"
    }
    let names = survey.questions.map(\.id.rawValue) + (orPlace ? ["session", "event"] : [])
    if let hint {
      problems.add(
        "unknown-question", "“\(name)” is no question of survey “\(survey.id)”", at: node, hint: hint)
    } else {
      problems.addUnknownWord(
        name, at: node, rule: "unknown-question", message: "survey “\(survey.id)” has no question “\(name)”",
        among: names, otherwise: "engage survey show \(survey.id) lists them")
    }
  }

  private func filter(_ fields: Fields) -> String? {
    guard let text = fields.text("where"), let place = fields["where"] else { return nil }
    do {
      let expression = try Expression(parsing: text)
      if let survey {
        // Which sessions, events and themes there are is not known before it runs.
        var scope = ExpressionScope(survey: survey, attributes: ["session", "event", "unit", "theme"])
        scope.facts = ["date": Question(id: "date", type: .date, label: "date")]
        for problem in expression.problems(in: scope, expecting: .boolean) {
          problems.add(problem, inside: place)
        }
      }
    } catch {
      problems.add(error, inside: place)
    }
    return text
  }
}

/// For whom a report may be.
enum Audience: String, CaseIterable {
  case `internal`, partner, `public`
}
