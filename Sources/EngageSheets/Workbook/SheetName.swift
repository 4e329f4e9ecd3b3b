/// A name that Excel accepts for a sheet and that is not in `taken`, as close to `wanted` as possible.
///
/// At most 31 UTF-16 units, none of `[ ] : * ? / \`, no control characters, not empty, not "History", unlike every
/// taken name in any case. Straight apostrophes become typographic ones, which no formula has to escape.
public func legalSheetName(_ wanted: String, taken: some Sequence<String> = [String]()) -> String {
  var cleaned = ""
  for scalar in wanted.unicodeScalars {
    switch scalar {
    case "[": cleaned.unicodeScalars.append("(")
    case "]": cleaned.unicodeScalars.append(")")
    case ":", "/", "\\": cleaned.unicodeScalars.append("-")
    case "*", "?": continue
    case "'": cleaned.unicodeScalars.append("\u{2019}")
    case _
    where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
      cleaned.unicodeScalars.append(" ")
    default: cleaned.unicodeScalars.append(scalar)
    }
  }
  var base = cut(trimmed(cleaned), units: 31)
  if base.isEmpty { base = "Sheet" }
  if base.lowercased() == "history" { base += " 1" }
  let used = Set(taken.map { $0.lowercased() })
  var name = base
  var number = 2
  while used.contains(name.lowercased()) {
    let ending = " (\(number))"
    name = cut(base, units: 31 - ending.utf16.count) + ending
    number += 1
  }
  return name
}

/// A sheet's name as formulas and links write it, always in apostrophes.
public func quotedSheetName(_ name: String) -> String {
  var quoted = "'"
  for character in name.unicodeScalars {
    if character == "'" { quoted += "'" }
    quoted.unicodeScalars.append(character)
  }
  return quoted + "'"
}

private func trimmed(_ text: String) -> String {
  let edges: Set<Character> = [" ", "\u{2019}", "\u{A0}"]
  let front = text.drop { edges.contains($0) }
  return String(front.reversed().drop { edges.contains($0) }.reversed())
}

/// The longest start of whole characters with at most `units` UTF-16 units, without blanks at its end.
private func cut(_ text: String, units: Int) -> String {
  var out = ""
  var room = units
  for character in text {
    let size = String(character).utf16.count
    if size > room { break }
    room -= size
    out.append(character)
  }
  return trimmed(out)
}
