import EngageModel

/// What scales with the same choices are called together.
enum ScaleTitle {
  private static let fewestWords = 3

  /// The question's label; of several questions the label of their grid, else the words with which all of them begin
  /// ("How safe do you feel …"), else the ends of the scale.
  static func words(for group: [ScaleFigures], in survey: Survey?) -> String {
    let labels = group.map(\.question.label.text)
    guard labels.count > 1 else { return labels.first ?? "" }
    return gridLabel(of: group, in: survey) ?? beginning(of: labels) ?? ends(of: group)
  }

  /// "From “Very unsafe” to “Very safe”".
  static func ends(of group: [ScaleFigures]) -> String {
    let scored = group[0].question.choices.filter(\.scored).map(\.label.text)
    return "From “\(scored.first ?? "")” to “\(scored.last ?? "")”"
  }

  private static func gridLabel(of group: [ScaleFigures], in survey: Survey?) -> String? {
    let names = Set(group.map(\.question.group))
    guard names.count == 1, let name = names.first ?? nil, let grid = survey?.group(name), grid.kind == .grid,
      let label = grid.label?.text, !label.isEmpty
    else { return nil }
    return label
  }

  private static func beginning(of labels: [String]) -> String? {
    let words = labels.map { $0.split(separator: " ") }
    let shared = words.dropFirst().reduce(words[0][...]) { shared, next in
      shared[..<shared.indices.prefix { $0 < next.count && shared[$0] == next[$0] }.endIndex]
    }
    guard shared.count >= fewestWords else { return nil }
    return shared.joined(separator: " ") + " …"
  }
}
