/// Dates of birth in a text: a date soon after a word that says so.
struct BirthClues {
  private let words: [WrittenWords.Word]

  init(_ written: WrittenWords) { words = written.words }

  private static let months = Set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
      .split(separator: " ").map(String.init))

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    for (position, word) in words.enumerated() where saysBirth(position, word) {
      let following = words[(position + 1)...].prefix(5)
      guard let start = following.indices.first(where: { words[$0].hasDigit || isMonth($0) }),
        let end = endOfDate(from: start)
      else { continue }
      found.append(
        PersonalDataHint.Finding(.birthDate, words[start].range.lowerBound..<words[end].range.upperBound))
    }
    return found
  }

  private func saysBirth(_ position: Int, _ word: WrittenWords.Word) -> Bool {
    switch word.lowercased {
    case "born", "dob", "birthday", "birthdate": true
    case "birth": position >= 2 && words[position - 1].lowercased == "of"
    case "b": position >= 2 && words[position - 1].lowercased == "o" && words[position - 2].lowercased == "d"
    default: false
    }
  }

  private func isMonth(_ position: Int) -> Bool { BirthClues.months.contains(words[position].lowercased) }

  /// The last part of a date of three parts: `3/5/1985`, `3 May 1985`, `May 3rd, 1985`, `1985-05-03`.
  private func endOfDate(from start: Int) -> Int? {
    // A word keeps hyphens: 1985-05-03 is one.
    if words[start].text.split(separator: "-").count == 3 { return start }
    let end = start + 2
    guard end < words.count else { return nil }
    let parts = words[start...end]
    let numbers = parts.count { $0.text.first?.isNumber == true }
    let hasMonth = (start...end).contains(where: isMonth)
    return numbers == 3 || (numbers == 2 && hasMonth) ? end : nil
  }
}
