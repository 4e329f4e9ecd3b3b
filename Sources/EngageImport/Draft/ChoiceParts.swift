/// The parts that a separator makes of a cell with several choices, and those of them that belong together because
/// the separator stands in a choice too.
enum ChoiceParts {
  /// The distinct cells of a column in parts, with how often each occurs. White space before a part is kept: it may
  /// tell a comma in a choice from one between two.
  typealias Cells = [(parts: [String], count: Int)]

  /// The parts of a cell; a comma or blank inside brackets joins nothing.
  static func split(_ cell: String, separator: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var rest = Substring(cell)
    let isPlain = separator.contains(";")
    while let character = rest.first {
      if depth == 0 || isPlain, begins(rest, with: separator),
        separator != "," || !isInNumber(before: part, after: rest.dropFirst())
      {
        parts.append(part)
        part = ""
        rest = rest.dropFirst(separator.count)
        continue
      }
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth = max(0, depth - 1) }
      part.append(character)
      rest.removeFirst()
    }
    // A bracket that is never closed holds nothing together.
    parts.append(part)
    return parts
  }

  /// A line's end may be one character or two.
  private static func begins(_ rest: Substring, with separator: String) -> Bool {
    separator == "\n" ? rest.first?.isNewline == true : rest.hasPrefix(separator)
  }

  /// Whether a comma parts thousands, as in “10,000”.
  private static func isInNumber(before: String, after: Substring) -> Bool {
    before.last?.isASCIIDigit == true && after.prefix { $0.isASCIIDigit }.count == 3
  }

  /// Parts without white space at their ends, those joined that belong together whatever they say.
  static func whole(_ cells: Cells, separator: String) -> Cells {
    let written = isTight(cells) ? glued(cells, separator: separator) : cells
    let plain = written.map {
      (parts: $0.parts.map { trimmed($0) }.filter { !$0.isEmpty }, count: $0.count)
    }
    return separator == ", " ? inseparable(plain, separator: separator) : plain
  }

  /// Whether a comma outside brackets has no blank behind it.
  static func hasTightComma(_ cell: String) -> Bool {
    split(cell, separator: ",").dropFirst().contains { $0.first.map { $0 != " " } ?? false }
  }

  // MARK: A separator with a blank behind it where others have none

  /// Whether programs joined the choices without a blank, and a blank behind the separator tells that it stands in a
  /// choice: “Bus,Sports centre, gym”.
  private static func isTight(_ cells: Cells) -> Bool {
    var tight = 0
    // Parts that are followed or preceded by a separator with and without a blank.
    var opens: [String: (loose: Int, other: Int)] = [:]
    var closes: [String: (loose: Int, other: Int)] = [:]
    for (parts, count) in cells {
      for (index, part) in parts.enumerated() {
        let name = trimmed(part)
        if index > 0, part.first == " " {
          closes[name, default: (0, 0)].loose += count
        } else {
          closes[name, default: (0, 0)].other += count
          if index > 0, !name.isEmpty { tight += 1 }
        }
        if index + 1 < parts.count, parts[index + 1].first == " " {
          opens[name, default: (0, 0)].loose += count
        } else {
          opens[name, default: (0, 0)].other += count
        }
      }
    }
    guard tight > 0 else { return false }
    let loose = (opens.map(\.value) + closes.map(\.value)).filter { $0.loose > 0 }
    let all = loose.reduce(0) { $0 + $1.loose }
    let always = loose.reduce(0) { $0 + ($1.other == 0 ? $1.loose : 0) }
    return all > 0 && always * 10 >= all * 9
  }

  private static func glued(_ cells: Cells, separator: String) -> Cells {
    cells.map { parts, count in
      var result: [String] = []
      for part in parts {
        if part.first == " ", !result.isEmpty {
          result[result.count - 1] += separator + part
        } else {
          result.append(part)
        }
      }
      return (result, count)
    }
  }

  // MARK: Parts that are never apart

  /// How often two parts must stand together to be one choice.
  private static let often = 5

  /// Joins parts that always stand side by side: “Black, African, Caribbean or Black British” is one choice.
  private static func inseparable(_ cells: Cells, separator: String) -> Cells {
    var times: [String: Int] = [:]
    var before: [String: Set<String>] = [:]
    var after: [String: Set<String>] = [:]
    for (parts, count) in cells {
      for (index, part) in parts.enumerated() {
        times[part, default: 0] += count
        before[part, default: []].insert(index == 0 ? "" : parts[index - 1])
        after[part, default: []].insert(index + 1 < parts.count ? parts[index + 1] : "")
      }
    }
    let isSingle = cells.allSatisfy { $0.parts.count <= 2 }
    guard !isSingle else { return cells }
    func belong(_ first: String, _ second: String) -> Bool {
      (times[second] ?? 0) >= often && before[second] == [first] && after[first] == [second]
    }
    return cells.map { parts, count in
      var result: [String] = []
      for (index, part) in parts.enumerated() {
        if index > 0, belong(parts[index - 1], part) {
          result[result.count - 1] += separator + part
        } else {
          result.append(part)
        }
      }
      return (result, count)
    }
  }

  /// Parts that always follow the same other part and start in lower case: the rest of a choice with a comma in it.
  static func belonging(_ cells: Cells) -> [String: String] {
    var before: [String: Set<String>] = [:]
    var times: [String: Int] = [:]
    var capitals = 0
    var all = 0
    for cell in cells {
      for (index, part) in cell.parts.enumerated() {
        all += 1
        if part.first?.isLowercase != true { capitals += 1 }
        times[part, default: 0] += cell.count
        before[part, default: []].insert(index == 0 ? "" : cell.parts[index - 1])
      }
    }
    // Where choices start in lower case, that says nothing.
    guard capitals * 2 >= all else { return [:] }
    return before.compactMapValues { $0.count == 1 ? $0.first : nil }
      .filter { part, first in
        !first.isEmpty && part.first?.isLowercase == true && (times[part] ?? 0) >= 2
      }
  }

  static func rejoined(_ parts: [String], _ together: [String: String], separator: String) -> [String] {
    var result: [String] = []
    var last = ""
    for part in parts {
      if let first = together[part], first == last, !result.isEmpty {
        result[result.count - 1] += separator + part
      } else {
        result.append(part)
      }
      last = part
    }
    return result
  }
}
