public import EngageModel

/// Writes a population as the file a person would have written.
///
/// `PopulationFile` reads the text back as an equal population.
public struct PopulationWriter {
  private let population: Population
  private let header: [String]

  /// - Parameters:
  ///   - population: what to write.
  ///   - header: lines of comment at the top of the file.
  public init(_ population: Population, header: [String] = []) {
    self.population = population
    self.header = header
  }

  /// The file's text.
  public var text: String { YAMLLayout.text(text(layout:)) }

  private func text(layout: YAMLLayout) -> String {
    var opening: [(key: String, value: YAMLValue)] = [
      ("population", .word(population.id.rawValue)), ("title", .text(population.title)),
    ]
    if let source = population.source { opening.append(("source", .text(source))) }
    var lines = layout.comment(header) + layout.lines(opening, indent: 0)
    let single = population.margins.filter { $0.questions.count == 1 }
    let crossed = population.margins.filter { $0.questions.count > 1 }
    if !single.isEmpty {
      lines.append("margins:")
      for margin in single {
        lines += layout.lines(
          key: margin.questions[0].rawValue, people(of: margin.cells[...], depth: 0), indent: 2)
      }
    }
    if !crossed.isEmpty { lines.append("crossed:") }
    for margin in crossed {
      let questions = YAMLValue.list(margin.questions.map { .word($0.rawValue) })
      let entries = [("questions", questions), ("people", people(of: margin.cells[...], depth: 0))]
      lines += layout.dashed(layout.lines(entries.map { (key: $0.0, value: $0.1) }, indent: 4), indent: 2)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The cells as maps in maps, a level for each question.
  private func people(of cells: ArraySlice<Population.Cell>, depth: Int) -> YAMLValue {
    var names: [Choice.ID] = []
    for cell in cells where !names.contains(cell.choices[depth]) { names.append(cell.choices[depth]) }
    return .map(
      names.map { name in
        let inside = cells.filter { $0.choices[depth] == name }
        guard let first = inside.first, depth + 1 < first.choices.count else {
          return (name.rawValue, .plain(written(inside.first?.people ?? 0)))
        }
        return (name.rawValue, people(of: inside[...], depth: depth + 1))
      })
  }

  private func written(_ people: Double) -> String {
    Int(exactly: people).map(String.init) ?? String(people)
  }
}
