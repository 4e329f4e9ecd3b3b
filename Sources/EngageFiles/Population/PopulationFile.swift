public import EngageModel

/// Reads populations: who lives here.
///
/// ```yaml
/// population: warwickshire-2021
/// title: "Warwickshire, 2021 census"
/// source: "Office for National Statistics"
/// margins:
///   district: {rugby: 114400, warwick: 148500}
/// crossed:
///   - questions: [district, sex]
///     people: {rugby: {female: 57600, male: 56800}, warwick: {female: 75000, male: 73500}}
/// ```
public enum PopulationFile {
  /// Reads the population at a path.
  /// - Parameters:
  ///   - path: of `populations/<name>.yaml`.
  ///   - shown: the path as diagnostics show it.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<Population> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return PopulationReader(problems: problems).read(root)
  }

  /// Reads a population from its text.
  public static func read(text: String, path: String) -> Reading<Population> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return PopulationReader(problems: problems).read(root)
  }
}

/// Reads one population.
struct PopulationReader {
  /// Questions that can be crossed with each other.
  private static let mostCrossed = 4

  let problems: Problems

  func read(_ root: YAMLNode) -> Reading<Population> {
    let keys = ["population", "title", "source", "margins", "crossed"]
    guard let fields = Fields(root, what: "the population", known: keys, problems: problems) else {
      return problems.reading(nil)
    }
    let file = FileName(root.source.path)
    let name = fields.requiredText("population", hint: "give it a name: population: \(file.stem)") ?? ""
    if let node = fields["population"], problems.checkKebabCase(name, of: "a population", at: node),
      file.folder == "populations", file.stem != name
    {
      problems.add(
        "name-not-of-file", "the population is called “\(name)”, but its file “\(file.name)”", at: node,
        hint: "write population: \(file.stem), or rename the file")
    }
    let margins = fields.map("margins").compactMap(single) + fields.list("crossed").compactMap(crossed)
    if margins.isEmpty, !problems.hasErrors {
      problems.add(
        "no-margins", "the population says nothing about anybody", at: fields.key("margins") ?? root,
        hint: "write margins: {question: {choice: 1200, other_choice: 800}}")
    }
    if fields["source"] == nil {
      problems.add(
        "no-source", "the population does not say where its figures come from", at: root,
        hint: "write source: \"who published them, when\"", severity: .warning)
    }
    tellTwins(margins, in: fields)
    return problems.reading(
      Population(
        id: Population.ID(name), title: fields.requiredText("title") ?? name, source: fields.text("source"),
        margins: margins))
  }

  private func tellTwins(_ margins: [Population.Margin], in fields: Fields) {
    for (index, margin) in margins.enumerated()
    where margins[..<index].contains(where: { Set($0.questions) == Set(margin.questions) }) {
      problems.add(
        "duplicate-margin",
        "\(margin.questions.map(\.rawValue).joined(separator: " and ")) are crossed twice",
        at: fields.key("crossed") ?? fields.node, hint: "delete one of the two")
    }
  }

  /// The people by the choices of one question.
  private func single(_ name: String, _ entry: YAMLEntry) -> Population.Margin? {
    problems.checkQuestionName(name, of: "a question", at: entry.key)
    var cells: [Population.Cell] = []
    add(entry.value, depth: 1, choices: [], to: &cells, what: "“\(name)”")
    return margin([Question.ID(name)], cells, at: entry.key)
  }

  /// The people by the choices of several questions.
  private func crossed(_ node: YAMLNode) -> Population.Margin? {
    guard
      let fields = Fields(
        node, what: "crossed questions", known: ["questions", "people"], problems: problems)
    else { return nil }
    let names = fields.texts("questions")
    for (name, place) in names { problems.checkQuestionName(name, of: "a question", at: place) }
    guard (2...PopulationReader.mostCrossed).contains(names.count),
      Set(names.map(\.text)).count == names.count
    else {
      problems.add(
        "not-crossed",
        "from two to \(PopulationReader.mostCrossed) different questions can be crossed", at: node,
        hint: "write questions: [district, sex]; one question goes under margins")
      return nil
    }
    guard let people = fields.required("people", hint: "write people: {rugby: {female: 57600, male: 56800}}")
    else { return nil }
    var cells: [Population.Cell] = []
    add(people, depth: names.count, choices: [], to: &cells, what: "“people”")
    return margin(names.map { Question.ID($0.text) }, cells, at: node)
  }

  private func margin(
    _ questions: [Question.ID], _ cells: [Population.Cell], at node: YAMLNode
  ) -> Population.Margin? {
    if !cells.isEmpty, cells.allSatisfy({ $0.people == 0 }) {
      problems.add(
        "nobody", "the people of \(questions.map(\.rawValue).joined(separator: " and ")) add up to nobody",
        at: node)
    }
    return cells.isEmpty ? nil : Population.Margin(questions: questions, cells: cells)
  }

  /// Walks down the maps of choices to the numbers of people.
  private func add(
    _ node: YAMLNode, depth: Int, choices: [Choice.ID], to cells: inout [Population.Cell], what: String
  ) {
    guard let entries = node.entries, !entries.isEmpty else {
      problems.add(
        "wrong-kind", "\(what) must be a map from choices to people", at: node,
        hint: "write {rugby: 114400, warwick: 148500}")
      return
    }
    for entry in entries {
      guard let name = entry.key.text else { continue }
      problems.checkChoiceName(name, at: entry.key)
      let path = choices + [Choice.ID(name)]
      if depth > 1 {
        add(entry.value, depth: depth - 1, choices: path, to: &cells, what: "“\(name)”")
      } else if let people = people(entry.value, of: name) {
        cells.append(Population.Cell(choices: path, people: people))
      }
    }
  }

  private func people(_ node: YAMLNode, of name: String) -> Double? {
    guard let text = node.text, let people = Double(text), people.isFinite, people >= 0, people < 1e12 else {
      problems.add(
        "not-a-number", "the people of “\(name)” must be a number that is not negative", at: node,
        hint: "write 114400, without commas; leave out choices of which nothing is known")
      return nil
    }
    return people
  }
}
