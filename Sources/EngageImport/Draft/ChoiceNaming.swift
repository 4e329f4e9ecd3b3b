import EngageModel

/// Names for choices whose labels are all that is known.
enum ChoiceNaming {
  /// A name for each label: legal, distinct, and never what another choice is labelled, as an import would then
  /// take the one for the other.
  static func names(_ labels: [String]) -> [String] {
    let bases = labels.enumerated().map { base($1) ?? "choice_\($0 + 1)" }
    var owners: [String: Int] = [:]
    for (index, label) in labels.enumerated() {
      owners[label] = index
      if owners[foldedWord(label)] == nil { owners[foldedWord(label)] = index }
    }
    var taken: Set<String> = []
    return bases.enumerated().map { index, base in
      var name = base
      var count = 1
      while taken.contains(name) || owners[name].map({ $0 != index }) == true {
        count += 1
        name = "\(base)_\(count)"
      }
      taken.insert(name)
      return name
    }
  }

  /// Names that options have already, unless one of them is what another option is labelled: `3` for “3+” beside “3”.
  static func apart(_ given: [String], _ labels: [String]) -> [String] {
    let clashes = given.indices.contains { index in
      labels.indices.contains { $0 != index && foldedWord(labels[$0]) == foldedWord(given[index]) }
    }
    return clashes ? names(labels) : given
  }

  /// The name that a label would have for itself; `nil` if it has no letter or digit that a name can hold.
  private static func base(_ label: String) -> String? {
    if let name = bounded(label) { return name }
    // “C”, “C++” and “C#” are three languages.
    let spelt = label.replacing("++", with: " plus plus").replacing("#", with: " sharp ")
    let name = ForeignNames.words(of: spelt, most: 5, drops: false)
    if name.isEmpty { return nil }
    return MissingReason(name: name) == nil ? name : name + "_chosen"
  }

  /// Numbers with a sign lose it in a name otherwise: `-3`, `3+`, `> 60`.
  private static func bounded(_ label: String) -> String? {
    let plain = label.filter { $0 != " " }
    guard let first = plain.first, let last = plain.last else { return nil }
    func digits(_ text: Substring) -> String? {
      let kept = text.filter { !",$£€".contains($0) }
      return !kept.isEmpty && kept.count <= 12 && kept.allSatisfy(\.isASCIIDigit) ? String(kept) : nil
    }
    switch (first, last) {
    case ("-", _), ("−", _): return digits(plain.dropFirst()).map { "minus_\($0)" }
    case (">", _): return digits(plain.dropFirst()).map { "over_\($0)" }
    case ("<", _): return digits(plain.dropFirst()).map { "under_\($0)" }
    case (_, "+"): return digits(plain.dropLast()).map { "\($0)_or_more" }
    default: return nil
    }
  }

  /// Choices in order, named after their labels.
  static func choices(_ labels: [String]) -> [Choice] {
    zip(names(labels), labels).map { Choice(id: Choice.ID($0), label: LocalizedText($1)) }
  }

  /// The levels of a scale: named after the integers that its labels begin with, where they do.
  static func scale(_ scored: [String], unscored: [String], numbers: [Int]?) -> [Choice] {
    var names = names(scored + unscored)
    if let numbers, numbers.allSatisfy({ $0 >= 0 }) {
      for (index, number) in numbers.enumerated() { names[index] = String(number) }
      for index in scored.count..<names.count where names[..<scored.count].contains(names[index]) {
        names[index] = "not_scored_\(names[index])"
      }
    }
    return zip(names, scored + unscored).enumerated().map { index, choice in
      Choice(id: Choice.ID(choice.0), label: LocalizedText(choice.1), scored: index < scored.count)
    }
  }
}
