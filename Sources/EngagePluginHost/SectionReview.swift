import EngageModel
import EngagePluginProtocol
import EngageReport

/// What a section of a plugin must be like before a report gets it.
///
/// Who may see what is decided later, by the same rules for all analyses; so a plugin may not hide cells itself, and
/// a sentence with figures names the cells they come from, with which it is withheld.
enum SectionReview {
  static func section(_ written: PluginSection, of plugin: PluginDescription) throws(PluginTrouble) -> Section
  {
    if let analysis = written.analysis, analysis != plugin.name { throw .otherAnalysis }
    let section = written.section(of: plugin.name)
    let problems = problems(of: section)
    if !problems.isEmpty { throw .badSection(problems.map(PluginProcess.printable)) }
    return section
  }

  static func problems(of section: Section) -> [String] {
    var problems = section.shapeProblems
    if section.title.isEmpty { problems.append("it has no title") }
    for table in section.tables {
      if table.withheld != nil || table.rows.joined().contains(.suppressed) {
        problems.append("\(table.name) hides cells; who may see what is for Engage to decide")
      }
      if table.columns.contains(where: { $0.kind == .releasedQuote }) {
        problems.append(
          "\(table.name) says that words were released; only Engage knows which were: use quote")
      }
      if !table.rows.isEmpty, table.columns.contains(where: { $0.kind == .key }) {
        let keys = table.rows.indices.map { table.key(ofRow: $0) }
        if Set(keys).count != keys.count { problems.append("two rows of \(table.name) have the same key") }
        for key in table.totals.rows where !keys.contains(key) {
          problems.append("\(table.name) tells a row as a total that is not there")
        }
      }
    }
    for (index, statement) in section.statements.enumerated()
    where statement.values.isEmpty && statement.text.contains(where: \.isNumber) {
      problems.append("statement \(index + 1) has figures and names no cell they come from (values)")
    }
    if hasControlCharacters(section) { problems.append("a text holds control characters") }
    return problems
  }

  private static func hasControlCharacters(_ section: Section) -> Bool {
    var texts = [section.title] + section.notes + section.statements.map(\.text)
    texts +=
      section.charts.flatMap { [$0.name, $0.title, $0.subtitle, $0.alt] } + section.measures.map(\.name)
    for table in section.tables {
      texts += [table.name, table.title] + table.notes + table.columns.flatMap { [$0.name, $0.label] }
      texts += table.rows.joined().compactMap(\.words)
    }
    // Both old sets: some terminals obey U+009B as they obey escape and “[”.
    return texts.contains { text in
      text.unicodeScalars.contains { scalar in
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
      }
    }
  }
}
